import { type MailFacets, mailFacets } from '@opencasb/connector-kit/mail'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type Domain, domain } from './domain.ts'

/** What DNS says of the mail of the account's domains. Google signs under `google` unless an administrator chooses otherwise. */
export const domainMail: MailFacets<Domain, GoogleSession> = mailFacets({
  of: domain,
  needs: googleNeeds('admin.directory.domain.readonly'),
  domainOf: ({ name }) => name,
  dkimSelectors: ['google'],
})
