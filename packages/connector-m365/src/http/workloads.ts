import type { HttpClientOptions } from '@opencasb/connector-kit'

/** Quota buckets: each of Graph's workloads counts for itself. */
export type Workload = 'identity' | 'reports' | 'protection' | 'sharepoint' | 'outlook'

/** What begins with these belongs to another workload than the directory; the first that fits counts. */
const prefixes: readonly (readonly [RegExp, Workload])[] = [
  [/^(?:reports|auditlogs)(?:\/|$)/, 'reports'],
  [/^(?:identity\/conditionalaccess|identityprotection)(?:\/|$)/, 'protection'],
  [/^(?:drives|sites|shares|admin\/sharepoint)(?:\/|$)/, 'sharepoint'],
  [/^(?:users|groups)\/[^/]+\/(?:drive|drives|sites)(?:\/|$)/, 'sharepoint'],
  [
    /^users\/[^/]+\/(?:mailfolders|mailboxsettings|messages|calendar|calendars|events|inferenceclassification)(?:\/|$)/,
    'outlook',
  ],
]

/** The workload that answers a path: `/users`, or `users/17/mailFolders`. */
export function workloadOf(path: string): Workload {
  const plain = path.replace(/^\/+/, '').toLowerCase()
  return prefixes.find(([prefix]) => prefix.test(plain))?.[1] ?? 'identity'
}

/**
 * The paces that Microsoft documents, for the smallest tenants: larger ones are given more, and tell so by not refusing.
 * Protection refuses without saying for how long.
 * @see https://learn.microsoft.com/en-us/graph/throttling-limits
 */
export const workloadPaces: NonNullable<HttpClientOptions['paces']> = {
  identity: { units: 3_500, perMs: 10_000 },
  reports: { units: 5, perMs: 10_000 },
  protection: { units: 1, perMs: 1_000 },
  sharepoint: { units: 1_200, perMs: 60_000 },
}
