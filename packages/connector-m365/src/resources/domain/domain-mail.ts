import { type MailFacets, mailFacets } from '@opencasb/connector-kit/mail'
import type { Facet } from '@opencasb/core/connector'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { type Domain, domain } from './domain.ts'
import { mailExemption } from './mail-exemption.ts'

const { spf, dmarc, dkim } = mailFacets<Domain, M365Session>({
  of: domain,
  needs: graphNeeds([]),
  domainOf: ({ id }) => id,
  dkimSelectors: ['selector1', 'selector2'],
})

/** What no check judges is not looked up: a domain that was never verified may not exist. */
function unless<V>(facet: Facet<Domain, V, M365Session>, empty: (id: string) => V): Facet<Domain, V, M365Session> {
  return {
    ...facet,
    fetch: async (item, context) => (mailExemption(item) ? empty(item.id) : facet.fetch(item, context)),
  }
}

/**
 * What DNS says of the mail of the tenant's domains. Microsoft 365 signs under one of its two selectors, and keeps the other for
 * the next key.
 * @see https://learn.microsoft.com/en-us/defender-office-365/email-authentication-dkim-configure
 */
export const domainMail: MailFacets<Domain, M365Session> = {
  spf: unless(spf, (id) => ({ status: 'none', domain: id })),
  dmarc: unless(dmarc, (id) => ({ status: 'none', domain: id, asked: [] })),
  dkim: unless(dkim, (id) => ({ domain: id, selectors: [] })),
}
