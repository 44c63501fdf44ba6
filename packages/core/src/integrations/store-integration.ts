import type { StoredCredentials } from '../contract/credentials.ts'
import { ConfigError } from '../errors/config-error.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import { keepLease } from '../scan/lease-keeper.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'

/** Somebody who died while adding keeps others from adding the same tenant for so long. */
const addingMs = 30_000

/** Stores credentials and integration; where the second fails, the first are destroyed. */
export async function storeIntegration(
  { state, credentials }: Pick<ScannerContext, 'state' | 'credentials'>,
  integration: Integration,
  stored: StoredCredentials,
): Promise<void> {
  const { credentialRef } = integration
  await credentials.write(credentialRef, stored)
  try {
    await state.integrations.put(integration)
  } catch (error) {
    // What made the one fail may make the other fail; the first is what the host has to know.
    await credentials.destroy(credentialRef).catch(() => undefined)
    throw error
  }
}

/**
 * Does the work while nobody else adds the same tenant.
 * @throws ConfigError where an integration of the connector reaches the tenant already
 */
export async function asOnlyOne<T>(
  { state, clock }: Pick<ScannerContext, 'state' | 'clock'>,
  connector: string,
  tenant: Tenant,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const lease = await keepLease({
    leases: state.leases,
    // Digested, so that the name of a tenant does not stay behind in a table of leases.
    key: `tenant:${digestOf([connector, tenant.id])}`,
    ttlMs: addingMs,
    clock,
    signal,
    lost: () => undefined,
    busy: `${tenant.name} is being added already; wait for that to end`,
  })
  try {
    const [known] = await state.integrations.list({ connector, tenant: tenant.id, limit: 1 })
    if (known) {
      throw new ConfigError(
        `config: ${tenant.name} is connected already, as the integration "${known.name}" (${known.id}); reconnect that one, or allow the same tenant twice`,
        { field: 'config' },
      )
    }
    return await work()
  } finally {
    await lease.release()
  }
}
