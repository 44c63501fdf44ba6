import { z } from 'zod'
import type { GraphClient } from '../../client.ts'
import { wholeList } from '../policy/whole-list.ts'

/** Reads the names of the domains that belong to the tenant, in lower case. */
export type ReadOwnDomains = (signal: AbortSignal) => Promise<ReadonlySet<string>>

const schema = wholeList(z.object({ id: z.string().min(1), isVerified: z.boolean() }))

/**
 * Tells inside from outside: the verified domains of the tenant. A name that nobody has proved to own is outside. Read
 * once in a session, when it is first asked for.
 * @see https://learn.microsoft.com/en-us/graph/api/domain-list
 */
export function createOwnDomains(client: Pick<GraphClient, 'get'>): ReadOwnDomains {
  let known: ReadonlySet<string> | undefined
  return async (signal) => {
    if (known) return known
    const { data } = await client.get('/domains', schema, signal, { query: { $select: 'id,isVerified' } })
    known = new Set(data.flatMap(({ id, isVerified }) => (isVerified ? [id.toLowerCase()] : [])))
    return known
  }
}

/** The domain of an e-mail address or sign-in name, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
