import type { MembershipRules } from './membership.ts'

const allTrusted = 'location:AllTrusted'

/**
 * What the tokens of a tenant say about each other: a guest of one tenant is a guest, a trusted location is one of all
 * trusted locations.
 * @param trustedLocations ids of the named locations that are marked as trusted
 */
export function tenantRules(trustedLocations: Iterable<string>): MembershipRules {
  const trusted = new Set([...trustedLocations].map((id) => `location:${id.toLowerCase()}`))
  const nothing: readonly string[] = []
  const inTrusted: readonly string[] = [allTrusted]
  return {
    implied: (token) => {
      if (trusted.has(token)) return inTrusted
      const at = token.startsWith('guest:') ? token.indexOf('@') : -1
      return at < 0 ? nothing : [token.slice(0, at)]
    },
    family: (token) => (token.startsWith('user:') ? 'user' : token.startsWith('guest:') ? 'guest' : undefined),
  }
}
