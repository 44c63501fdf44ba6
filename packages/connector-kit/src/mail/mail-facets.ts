import type { Facet, Needs, ResourceType, Session } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import type { DkimResult } from './dkim/dkim-result.ts'
import { readDkim } from './dkim/read-dkim.ts'
import type { DmarcResult } from './dmarc/dmarc-result.ts'
import { resolveDmarc } from './dmarc/resolve-dmarc.ts'
import type { DnsResolver } from './dns/dns-resolver.ts'
import { resolveSpf } from './spf/resolve-spf.ts'
import type { SpfResult } from './spf/spf-result.ts'

/** What {@link mailFacets} takes. */
export interface MailFacetsOptions<T, S extends Session> {
  /** The domains. */
  readonly of: ResourceType<T, S>
  /** DNS is public: what reading the domains themselves needs, or nothing. */
  readonly needs: Needs
  domainOf(item: T): string
  /** The selectors that the vendor signs under. */
  readonly dkimSelectors: readonly string[]
}

/** What DNS says of the mail of domains, as facets: `x.domain.spf`, `x.domain.dmarc`, `x.domain.dkim`. */
export interface MailFacets<T, S extends Session> {
  /** Who may send for a domain. */
  readonly spf: Facet<T, SpfResult, S>
  /** What receivers are to do with mail that only claims to be from a domain. */
  readonly dmarc: Facet<T, DmarcResult, S>
  /** The keys that a domain's mail is signed with. */
  readonly dkim: Facet<T, DkimResult, S>
}

/** Makes the facets of domains that are read from DNS: no request goes to the vendor. */
export function mailFacets<T, S extends Session & { readonly resolver: DnsResolver }>(
  options: MailFacetsOptions<T, S>,
): MailFacets<T, S> {
  const { of, needs, domainOf, dkimSelectors } = options
  const facet = <V>(
    part: string,
    read: (domain: string, resolver: DnsResolver, signal: AbortSignal) => Promise<V>,
  ): Facet<T, V, S> =>
    defineFacet<T, V, S>({
      name: `${of.name}.${part}`,
      of,
      needs,
      fetch: (item, { session, signal }) => read(domainOf(item), session.resolver, signal),
    })
  return {
    spf: facet('spf', resolveSpf),
    dmarc: facet('dmarc', resolveDmarc),
    dkim: facet('dkim', (domain, resolver, signal) => readDkim(domain, dkimSelectors, resolver, signal)),
  }
}
