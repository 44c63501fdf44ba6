import type { Session } from '../contract/session.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import { chooseChecks } from '../plan/choose-checks.ts'
import { credentialHandle, openContextOf, openSession } from '../scan/open-session.ts'
import { stopScan } from '../scan/running-scans.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import type { Erasure, RemoveOptions, Revocation } from './integrations-service.ts'
import { destroyLeftOver, holdingId } from './store-integration.ts'

/** A vendor that does not answer keeps nobody from erasing. */
const longestRevocationMs = 30_000

/** Erases an integration with everything that belongs to it. */
export async function removeIntegration(
  context: ScannerContext,
  id: string,
  options: RemoveOptions = {},
): Promise<Erasure> {
  const { state, credentials, clock } = context
  if (!(await state.integrations.get(id))) await finishRemoval(context, id)
  const integration = await integrationOf(context, id)
  // Paused first, so that nobody starts a scan while it is being erased.
  const pausedAt = new Date(clock.now()).toISOString()
  await state.integrations.update(id, (current) => ({ ...current, pausedAt: current.pausedAt ?? pausedAt }))
  await stopScan(context, id, 'The integration was removed')
  const others = await othersOf(context, integration)
  const { revocation, sharer = sharerOf(others, integration.tenant) } = await revoke(
    context,
    integration,
    others,
    options,
  )
  await credentials.destroy(integration.credentialRef)
  const erased = await state.integrations.remove(id)
  // Somebody may have connected it again in between.
  await destroyLeftOver(context, integration)
  const steps = context.connectors.get(integration.connector)?.guide.auth[integration.authKind]?.disconnect ?? []
  const condition = sharer && steps.length > 0 ? [conditionFor(sharer, integration)] : []
  return { integration: id, erased, revocation, remaining: [...condition, ...steps] }
}

/** Gone already, it may be asked for again since that was interrupted: the store then finishes what it had begun. */
function finishRemoval(context: ScannerContext, id: string): Promise<void> {
  const { integrations } = context.state
  return holdingId(context, id, undefined, async () => {
    if (!(await integrations.get(id))) await integrations.remove(id)
  })
}

async function revoke(
  context: ScannerContext,
  integration: Integration,
  others: readonly Integration[],
  { revoke: isWanted = true, signal: wish }: RemoveOptions,
): Promise<{ readonly revocation: Revocation; readonly sharer?: Integration }> {
  if (!isWanted || sharerOf(others, integration.tenant)) return { revocation: 'kept' }
  const timeout = AbortSignal.timeout(longestRevocationMs)
  const signal = wish ? AbortSignal.any([wish, timeout]) : timeout
  let session: Session | undefined
  try {
    session = await signIn(context, integration, signal)
    // Of those that were never scanned, nobody knows which tenant they reach; another owner's is hardly the same.
    const sharer =
      sharerOf(others, session.tenant) ?? others.find((other) => !other.tenant && isOfOwner(other, integration))
    if (sharer) return { revocation: session.revoke ? 'kept' : 'not-offered', sharer }
    if (!session.revoke) return { revocation: 'not-offered' }
    await session.revoke()
    return { revocation: 'revoked' }
  } catch (error) {
    wish?.throwIfAborted()
    context.log.warn('the grant could not be revoked', {
      error: error instanceof Error ? error.message : String(error),
    })
    return { revocation: 'failed' }
  } finally {
    await session?.close().catch(() => undefined)
  }
}

async function othersOf({ state }: ScannerContext, { id, connector }: Integration): Promise<readonly Integration[]> {
  return (await state.integrations.list({ connector })).filter((other) => other.id !== id)
}

/** Many vendors know one grant for each tenant and application: revoking it would end the other integration too. */
function sharerOf(others: readonly Integration[], tenant: Tenant | undefined): Integration | undefined {
  return tenant && others.find((other) => other.tenant?.id === tenant.id)
}

function isOfOwner(other: Integration, { owner }: Integration): boolean {
  return other.owner === owner
}

/** What another owner's integration is called is not this one's to know. */
function conditionFor(sharer: Integration, removed: Integration): string {
  const { id, name, tenant } = sharer
  const which = isOfOwner(sharer, removed) ? `The integration "${name}" (${id})` : 'An integration of another owner'
  const reach = tenant ? 'reaches the same tenant' : 'may reach the same tenant'
  return `${which} ${reach}: do the following only if it signs in with other credentials`
}

async function signIn(context: ScannerContext, integration: Integration, signal: AbortSignal): Promise<Session> {
  const connector = context.connectors.get(integration.connector)
  if (!connector) throw new Error(`there is no connector "${integration.connector}" in this scanner`)
  const handle = credentialHandle(context, integration)
  const { chosen } = chooseChecks(connector, context.policy, {})
  const open = await openContextOf(context, connector, { integration, handle, chosen, signal, isStored: false })
  return openSession(connector, integration, open)
}
