import { mailDomainChecks } from '@opencasb/connector-kit/mail'
import type { Check } from '@opencasb/core/connector'
import { domain } from '../../resources/domain/domain.ts'
import { domainMail } from '../../resources/domain/domain-mail.ts'

/** What is looked at in the mail of domains: the same rules as for every vendor. */
export const domainMailChecks: readonly Check[] = mailDomainChecks({
  connector: 'google',
  on: domain,
  ...domainMail,
  exempt: ({ verified }) => (verified ? undefined : 'The domain is not verified, and no mail is sent from it'),
  rules: {
    'spf-published': {
      frameworks: { 'cis-gws': ['3.1.3.2.2'], 'scuba-gws': ['GWS.GMAIL.3.1'] },
      see: 'https://support.google.com/a/answer/33786',
    },
    'spf-fails-others': { frameworks: { 'scuba-gws': ['GWS.GMAIL.3.1'] } },
    'dmarc-published': {
      frameworks: { 'cis-gws': ['3.1.3.2.3'], 'scuba-gws': ['GWS.GMAIL.4.1'] },
      see: 'https://support.google.com/a/answer/2466580',
    },
    'dmarc-enforced': {
      frameworks: { 'scuba-gws': ['GWS.GMAIL.4.2'] },
      profiles: { scuba: { policy: 'reject' } },
    },
    'dmarc-reports-received': { frameworks: { 'scuba-gws': ['GWS.GMAIL.4.3', 'GWS.GMAIL.4.4'] } },
    'dkim-published': {
      frameworks: { 'cis-gws': ['3.1.3.2.1'], 'scuba-gws': ['GWS.GMAIL.2.1'] },
      see: 'https://support.google.com/a/answer/174124',
      remediation:
        'In the Admin console, open "Apps", "Google Workspace", "Gmail", "Authenticate email", choose the domain, generate a record of 2048 bits, publish it as TXT at "google._domainkey" of the domain, and choose "Start authentication".',
    },
  },
})
