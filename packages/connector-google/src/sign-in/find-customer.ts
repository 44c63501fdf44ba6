import { ConfigError } from '@opencasb/core'
import { z } from 'zod'
import type { GoogleClient } from '../client.ts'
import type { GoogleConfig } from '../config.ts'
import { scopePrefix } from '../google-api.ts'

/** With which the account of the administrator is looked up. */
export const usersScope: string = `${scopePrefix}admin.directory.user.readonly`

/**
 * The id of the account: the configured one, or that of the administrator.
 * @throws ConfigError where it is not configured and cannot be looked up
 */
export async function findCustomer(
  client: GoogleClient,
  { customer, adminEmail }: GoogleConfig,
  granted: ReadonlySet<string> | 'unknown',
  signal: AbortSignal,
): Promise<string> {
  if (customer !== 'my_customer') return customer
  if (granted !== 'unknown' && !granted.has(usersScope)) {
    const message = `config.customer: give the id of the account, or grant ${usersScope}, with which it is looked up`
    throw new ConfigError(message, { field: 'config.customer' })
  }
  const path = `/admin/directory/v1/users/${encodeURIComponent(adminEmail)}`
  const schema = z.object({ customerId: z.string().min(1) })
  const { data } = await client.http('directory').get(path, { schema, query: { fields: 'customerId' }, signal })
  return data.customerId
}
