import { z } from 'zod'
import { domainOf } from '../drive/own-domains.ts'
import { defineMailboxFacet, type MailboxFacet, readSettings } from './define-mailbox-facet.ts'

const address = z.object({ forwardingEmail: z.string().min(1), verificationStatus: z.string().nullish() })

/**
 * Addresses outside the account to which the user could forward mail at once. Those that await verification are no use.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings.forwardingAddresses/list
 */
export const mailboxForwardingAddresses: MailboxFacet<readonly string[]> = defineMailboxFacet({
  name: 'forwarding-addresses',
  judgesAddresses: true,
  read: async (context) =>
    (await readSettings(context, { path: 'forwardingAddresses' }, address))
      .filter(({ verificationStatus }) => verificationStatus !== 'pending')
      .map(({ forwardingEmail }) => forwardingEmail.toLowerCase())
      .filter((email) => !context.ownDomains.has(domainOf(email)))
      .sort(),
})
