import type { Session } from '../contract/session.ts'
import type { Integration } from '../model/integration.ts'
import { chooseChecks } from '../plan/choose-checks.ts'
import { credentialHandle, openContextOf, openSession } from '../scan/open-session.ts'
import { stopScan } from '../scan/running-scans.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import type { Erasure, RemoveOptions, Revocation } from './integrations-service.ts'

/** A vendor that does not answer keeps nobody from erasing. */
const longestRevocationMs = 30_000

/** Erases an integration with everything that belongs to it. */
export async function removeIntegration(
  context: ScannerContext,
  id: string,
  options: RemoveOptions = {},
): Promise<Erasure> {
  const { state, credentials, clock } = context
  const integration = await integrationOf(context, id)
  // Paused first, so that nobody starts a scan while it is being erased.
  const pausedAt = new Date(clock.now()).toISOString()
  await state.integrations.update(id, (current) => ({ ...current, pausedAt: current.pausedAt ?? pausedAt }))
  await stopScan(context, id, 'The integration was removed')
  const revocation = await revoke(context, integration, options)
  await credentials.destroy(integration.credentialRef)
  const erased = await state.integrations.remove(id)
  const guide = context.connectors.get(integration.connector)?.guide.auth[integration.authKind]
  return { integration: id, erased, revocation, remaining: guide?.disconnect ?? [] }
}

async function revoke(
  context: ScannerContext,
  integration: Integration,
  { revoke: isWanted = true, signal: wish }: RemoveOptions,
): Promise<Revocation> {
  if (!isWanted || (await isShared(context, integration))) return 'kept'
  const timeout = AbortSignal.timeout(longestRevocationMs)
  const signal = wish ? AbortSignal.any([wish, timeout]) : timeout
  let session: Session | undefined
  try {
    session = await signIn(context, integration, signal)
    if (!session.revoke) return 'not-offered'
    await session.revoke()
    return 'revoked'
  } catch (error) {
    wish?.throwIfAborted()
    context.log.warn('the grant could not be revoked', {
      error: error instanceof Error ? error.message : String(error),
    })
    return 'failed'
  } finally {
    await session?.close().catch(() => undefined)
  }
}

/** Many vendors know one grant for each tenant and application: revoking it would end the other integration too. */
async function isShared({ state }: ScannerContext, { connector, tenant }: Integration): Promise<boolean> {
  if (!tenant) return false
  return (await state.integrations.list({ connector, tenant: tenant.id, limit: 2 })).length > 1
}

async function signIn(context: ScannerContext, integration: Integration, signal: AbortSignal): Promise<Session> {
  const connector = context.connectors.get(integration.connector)
  if (!connector) throw new Error(`there is no connector "${integration.connector}" in this scanner`)
  const handle = credentialHandle(context, integration)
  const { chosen } = chooseChecks(connector, context.policy, {})
  return openSession(connector, integration, await openContextOf(context, connector, { handle, chosen, signal }))
}
