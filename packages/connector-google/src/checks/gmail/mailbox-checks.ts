import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { domainOf } from '../../resources/drive/own-domains.ts'
import { mailbox } from '../../resources/gmail/mailbox.ts'
import { mailboxAutoForwarding } from '../../resources/gmail/mailbox-auto-forwarding.ts'
import { mailboxDelegates } from '../../resources/gmail/mailbox-delegates.ts'
import { mailboxFilters } from '../../resources/gmail/mailbox-filters.ts'
import { mailboxForwardingAddresses } from '../../resources/gmail/mailbox-forwarding-addresses.ts'
import { mailboxSendAs } from '../../resources/gmail/mailbox-send-as.ts'
import { judgeList, mailboxCheck, partnerAddresses, shown, strangersAmong } from './mailbox-outside.ts'

const forwardingHelp = 'https://support.google.com/mail/answer/10957'
const noMailbox = 'The user has no mailbox, or is suspended and gets no mail'
const partners = 'Name domains of partners in the parameter "allowedDomains".'

/** Nobody else reads and sends a user's mail. */
export const mailboxDelegated: Check = defineCheck({
  ...mailboxCheck,
  id: 'google/mailbox-delegated',
  title: 'User delegates mailbox access',
  severity: 'high',
  risk: 'The delegate reads, sends and deletes mail in the name of the user, links to reset passwords included, and stays in when the password is changed.',
  remediation:
    'In Gmail, open "Settings", "Accounts", "Grant access to your account", and delete the delegate; for everybody at once in the Admin console under "Apps", "Google Workspace", "Gmail", "User settings", "Mail delegation". Name addresses of delegates that are needed in the parameter "allowed".',
  frameworks: { 'cis-gws': ['3.1.3.1.1'], 'scuba-gws': ['GWS.GMAIL.1.1'] },
  see: 'https://support.google.com/mail/answer/138350',
  on: mailbox,
  with: { delegates: mailboxDelegates },
  params: z.object({
    /** Addresses of delegates that may read for others, such as an assistant's. */
    allowed: z.array(z.string().min(1)).default([]),
  }),
  evaluate: ({ resource, delegates, params }) => {
    const allowed = new Set(params.allowed.map((email) => email.toLowerCase()))
    const others = delegates?.filter((email) => !allowed.has(email))
    return judgeList(
      others,
      'delegates',
      (count) => `${counted(count, 'other user')} read and send mail for ${resource.email}`,
    )
  },
})

/** Not all of a user's mail leaves the company. */
export const mailboxForwardsOutside: Check = defineCheck({
  ...mailboxCheck,
  id: 'google/mailbox-auto-forwarding-outside',
  title: 'All mail of a user is forwarded outside the company',
  severity: 'high',
  risk: 'Each message leaves the organisation the moment it arrives. Intruders set this up to read on after they have been locked out.',
  remediation: `In Gmail, open "Settings", "Forwarding and POP/IMAP", and choose "Disable forwarding"; for everybody at once in the Admin console under "Apps", "Google Workspace", "Gmail", "End User Access", "Automatic forwarding". ${partners}`,
  frameworks: { 'cis-gws': ['3.1.3.5.2'], 'scuba-gws': ['GWS.GMAIL.11.1'] },
  see: forwardingHelp,
  on: mailbox,
  with: { forwarding: mailboxAutoForwarding },
  params: partnerAddresses,
  evaluate: ({ resource, forwarding, params }) => {
    if (!forwarding) return notApplicable(noMailbox)
    const { outside, disposition } = forwarding
    if (outside === undefined || strangersAmong([outside], (one) => one, params.allowedDomains).length === 0)
      return pass()
    return fail(`All mail of ${resource.email} is forwarded to ${domainOf(outside)}`, {
      evidence: { to: outside, ...(disposition !== undefined && { disposition }) },
    })
  },
})

/** Not some of it either. */
export const mailboxFiltersForward: Check = defineCheck({
  ...mailboxCheck,
  id: 'google/mailbox-filter-forwards-outside',
  title: "A filter forwards a user's mail outside the company",
  severity: 'high',
  risk: 'Filters take out what matters, such as invoices and links to reset passwords, and can hide it from the user: a usual sign of an account that was broken into.',
  remediation: `In Gmail, open "Settings", "Filters and Blocked Addresses", and delete the filter; ask the user who made it. ${partners}`,
  frameworks: { 'cis-gws': ['3.1.3.5.2'], 'scuba-gws': ['GWS.GMAIL.11.1'] },
  see: 'https://support.google.com/mail/answer/6579',
  on: mailbox,
  with: { filters: mailboxFilters },
  params: partnerAddresses,
  evaluate: ({ resource, filters, params }) => {
    if (!filters) return notApplicable(noMailbox)
    const foreign = strangersAmong(filters, ({ to }) => to, params.allowedDomains)
    if (foreign.length === 0) return pass()
    return fail(`${counted(foreign.length, 'filter')} forward mail of ${resource.email} outside the company`, {
      evidence: {
        count: foreign.length,
        filters: foreign
          .slice(0, shown)
          .map(({ id, to, criteria, hides }) => ({ id, to, criteria: [...criteria], hides })),
      },
    })
  },
})

/** No address outside waits for mail to be forwarded to it. */
export const mailboxForwardingAddress: Check = defineCheck({
  ...mailboxCheck,
  id: 'google/mailbox-forwarding-address-outside',
  title: 'User has a forwarding address outside the company',
  severity: 'medium',
  risk: 'The address is verified: whoever is in the mailbox for a moment can forward all of it there without another question.',
  remediation: `In Gmail, open "Settings", "Forwarding and POP/IMAP", and remove the address. ${partners}`,
  frameworks: { 'cis-gws': ['3.1.3.5.2'], 'scuba-gws': ['GWS.GMAIL.11.1'] },
  see: forwardingHelp,
  on: mailbox,
  with: { addresses: mailboxForwardingAddresses },
  params: partnerAddresses,
  evaluate: ({ resource, addresses, params }) =>
    judgeList(
      addresses && strangersAmong(addresses, (one) => one, params.allowedDomains),
      'addresses',
      (count) => `${resource.email} can forward mail to ${count} address(es) outside the company`,
    ),
})

/** Users send as addresses of the company. */
export const mailboxSendAsOutside: Check = defineCheck({
  ...mailboxCheck,
  id: 'google/mailbox-send-as-outside',
  title: 'User can send as an address outside the company',
  severity: 'low',
  risk: 'Business is done in the name of a private address or another company, and the answers go there.',
  remediation: `In Gmail, open "Settings", "Accounts", "Send mail as", and delete the address. ${partners}`,
  see: 'https://support.google.com/mail/answer/22370',
  on: mailbox,
  with: { addresses: mailboxSendAs },
  params: partnerAddresses,
  evaluate: ({ resource, addresses, params }) =>
    judgeList(
      addresses && strangersAmong(addresses, (one) => one, params.allowedDomains),
      'addresses',
      (count) => `${resource.email} can send mail as ${count} address(es) outside the company`,
    ),
})
