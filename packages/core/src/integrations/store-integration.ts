import type { StoredCredentials } from '../contract/credentials.ts'
import { ConfigError } from '../errors/config-error.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import { keepLease } from '../scan/lease-keeper.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { refuseTakenId } from './new-integration.ts'

/** Somebody who died while adding keeps others from adding the same for so long. */
const addingMs = 30_000

type Parts = Pick<ScannerContext, 'state' | 'credentials' | 'clock'>

/**
 * Stores credentials and integration; where the second fails, the first are destroyed.
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
    await refuseTakenId(context, id)
    await credentials.write(credentialRef, stored)
    try {
      await state.integrations.put(integration)
    } catch (error) {
      // What made the one fail may make the other fail; the first is what the host has to know.
      await credentials.destroy(credentialRef).catch(() => undefined)
      throw error
    }
  })
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
  connector: string,
  tenant: Tenant,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const busy = `${tenant.name} is being added already; wait for that to end`
  return holding(context, `tenant:${digestOf([connector, tenant.id])}`, busy, signal, async () => {
    const [known] = await context.state.integrations.list({ connector, tenant: tenant.id, limit: 1 })
    if (known) {
      throw new ConfigError(
        `config: ${tenant.name} is connected already, as the integration "${known.name}" (${known.id}); reconnect that one, or allow the same tenant twice`,
        { field: 'config' },
      )
    }
    return work()
  })
}

function holdingId<T>(context: Parts, id: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
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
