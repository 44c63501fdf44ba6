import { z } from 'zod'
import type { GoogleClient } from '../../client.ts'

/** Reads the names of the domains that belong to the account, in lower case. */
export type ReadOwnDomains = (signal: AbortSignal) => Promise<ReadonlySet<string>>

const domain = z.object({
  domainName: z.string().min(1),
  verified: z.boolean(),
  domainAliases: z.array(z.object({ domainAliasName: z.string().min(1), verified: z.boolean() })).nullish(),
})
const schema = z.object({ kind: z.string(), domains: z.array(domain).min(1) })

/**
 * Tells inside from outside: the primary and secondary domains of the account and their aliases, those that are
 * verified. A name that nobody has proved to own is outside. Read once in a session, when it is first asked for.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/domains/list
 */
export function createOwnDomains(client: GoogleClient, customerId: string): ReadOwnDomains {
  let known: ReadonlySet<string> | undefined
  let reading: Promise<ReadonlySet<string>> | undefined
  return async (signal) => {
    while (!known) {
      if (reading !== undefined) {
        // Whoever waits asks again where the other one failed: only its own scan may have been stopped.
        await reading.catch(() => undefined)
        signal.throwIfAborted()
        continue
      }
      reading = readOwnDomains(client, customerId, signal)
      try {
        known = await reading
      } finally {
        reading = undefined
      }
    }
    return known
  }
}

async function readOwnDomains(
  client: GoogleClient,
  customerId: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const path = `/admin/directory/v1/customer/${encodeURIComponent(customerId)}/domains`
  const { data } = await client.http('directory').get(path, { schema, signal })
  const names = data.domains.flatMap(({ domainName, verified, domainAliases }) => [
    ...(verified ? [domainName] : []),
    ...(domainAliases ?? []).filter((alias) => alias.verified).map((alias) => alias.domainAliasName),
  ])
  return new Set(names.map((name) => name.toLowerCase()))
}

/** The domain of an e-mail address, in lower case. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}
