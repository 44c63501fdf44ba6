import { UnexpectedAnswerError } from '@opencasb/core'
import { z } from 'zod'
import { domainOf } from '../drive/own-domains.ts'
import { defineMailboxFacet, type MailboxFacet, readSettings } from './define-mailbox-facet.ts'

const sendAs = z.object({
  sendAsEmail: z.string().min(1),
  isPrimary: z.boolean().nullish(),
  verificationStatus: z.string().nullish(),
})

/**
 * Addresses outside the account that the user can send mail as. Those that await verification cannot be used.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings.sendAs/list
 */
export const mailboxSendAs: MailboxFacet<readonly string[]> = defineMailboxFacet({
  name: 'send-as',
  judgesAddresses: true,
  read: async (context) => {
    const all = await readSettings(context, { path: 'sendAs' }, sendAs)
    // Each mailbox has its primary address at least.
    if (all.length === 0) throw new UnexpectedAnswerError('the mailbox has no address')
    return all
      .filter(({ isPrimary, verificationStatus }) => isPrimary !== true && verificationStatus !== 'pending')
      .map(({ sendAsEmail }) => sendAsEmail.toLowerCase())
      .filter((email) => !context.ownDomains.has(domainOf(email)))
      .sort()
  },
})
