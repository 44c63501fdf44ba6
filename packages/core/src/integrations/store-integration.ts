import type { StoredCredentials } from '../contract/credentials.ts'
import { ConfigError } from '../errors/config-error.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import { keepLease } from '../scan/lease-keeper.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { removedError } from './removed-error.ts'
import { takenError } from './taken-error.ts'

/** Somebody who died while adding keeps others from adding the same for so long. */
const addingMs = 30_000

type Parts = Pick<ScannerContext, 'state' | 'credentials' | 'clock'>

/**
 * Stores integration and credentials, or neither. The integration comes first, as one that is not connected yet: whoever
 * dies in between leaves nothing behind that nobody sees.
 * @throws ConfigError where somebody else has taken the id meanwhile
 */
export async function storeIntegration(
  context: Parts,
  integration: Integration,
  stored: StoredCredentials,
  signal?: AbortSignal,
): Promise<void> {
  const { state, credentials } = context
  const { id, credentialRef } = integration
  await holdingId(context, id, signal, async () => {
    if (!(await state.integrations.add(unconnected(integration)))) throw takenError(id)
    try {
      await credentials.write(credentialRef, stored)
      const connected = ({ pausedAt }: Integration): Integration => ({ ...integration, ...(pausedAt && { pausedAt }) })
      if (!(await state.integrations.update(id, connected))) throw removedError(id)
    } catch (error) {
      // What made the one fail may make the others fail; the first is what the host has to know.
      await credentials.destroy(credentialRef).catch(() => undefined)
      await state.integrations.remove(id).catch(() => undefined)
      throw error
    }
  })
}

/** An integration of which nobody knows yet whether its credentials are there: it is not scanned. */
function unconnected({ nextScanAt: _, ...integration }: Integration): Integration {
  const reason = 'It was being added, and its credentials are not stored yet'
  const remedy = 'Connect it again with credentials, or remove it'
  const since = integration.createdAt
  return { ...integration, health: { state: 'reconnect-required', since, failures: 0, reason, remedy } }
}

/**
 * Does the work with other credentials in the store; where it fails, those that were there before are put back.
 * @param next absent: the stored ones stay
 */
export async function withCredentials<T>(
  { credentials }: Pick<Parts, 'credentials'>,
  ref: string,
  next: StoredCredentials | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!next) return work()
  // Credentials that cannot be read are a reason to give others.
  const before = await credentials.read(ref).catch(() => undefined)
  await credentials.write(ref, next)
  const written = before && (await credentials.read(ref).catch(() => undefined))
  try {
    return await work()
  } catch (error) {
    // Unless somebody has renewed or replaced them meanwhile.
    if (written) await credentials.replace(ref, before.credentials, written.version).catch(() => undefined)
    throw error
  }
}

/** Destroys credentials that were written while their integration was being removed. */
export async function destroyLeftOver(
  context: Parts,
  { id, credentialRef }: Pick<Integration, 'id' | 'credentialRef'>,
): Promise<void> {
  await holdingId(context, id, undefined, async () => {
    // One that was added under the same id since then has overwritten them.
    if (!(await context.state.integrations.get(id))) await context.credentials.destroy(credentialRef)
  })
}

/**
 * Does the work while nobody else adds the same tenant.
 * @throws ConfigError where an integration of the connector reaches the tenant already
 */
export async function asOnlyOne<T>(
  context: Parts,
  { connector, owner, tenant }: Pick<Integration, 'connector' | 'owner'> & { readonly tenant: Tenant },
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const busy = `${tenant.name} is being added already; wait for that to end`
  return holding(context, `tenant:${digestOf([connector, tenant.id])}`, busy, signal, async () => {
    const known = await context.state.integrations.list({ connector, tenant: tenant.id })
    if (known.length > 0) throw connectedError(tenant, known, owner)
    return work()
  })
}

/** What another owner's integration is called is not this one's to know. */
function connectedError(tenant: Tenant, known: readonly Integration[], owner: string | undefined): ConfigError {
  const own = known.find((integration) => integration.owner === owner)
  const which = own
    ? `the integration "${own.name}" (${own.id}); reconnect that one, or`
    : 'an integration of another owner;'
  const message = `config: ${tenant.name} is connected already, as ${which} allow the same tenant twice`
  return new ConfigError(message, { field: 'config' })
}

/** Does the work while nobody adds an integration of that id, or destroys what one left over. */
export function holdingId<T>(
  context: Parts,
  id: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const busy = `The integration "${id}" is being added or removed elsewhere; try again`
  return holding(context, `id:${digestOf([id])}`, busy, signal, work)
}

/** The key is digested, so that no name stays behind in a table of leases where somebody dies. */
async function holding<T>(
  { state, clock }: Parts,
  key: string,
  busy: string,
  signal: AbortSignal = new AbortController().signal,
  work: () => Promise<T>,
): Promise<T> {
  const { leases } = state
  const lease = await keepLease({ leases, key, ttlMs: addingMs, clock, signal, lost: () => undefined, busy })
  return work().finally(() => lease.release())
}
