import { z } from 'zod'
import { defineMailboxFacet, type MailboxFacet, readSettings } from './define-mailbox-facet.ts'

const delegate = z.object({ delegateEmail: z.string().min(1), verificationStatus: z.string().nullish() })
const powerless: ReadonlySet<string> = new Set(['pending', 'rejected', 'expired'])

/**
 * Addresses of those who may read, send and delete mail for the user. Those who have not accepted cannot.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings.delegates/list
 */
export const mailboxDelegates: MailboxFacet<readonly string[]> = defineMailboxFacet({
  name: 'delegates',
  judgesAddresses: false,
  read: async (context) =>
    (await readSettings(context, { path: 'delegates' }, delegate))
      .filter(({ verificationStatus }) => !powerless.has(verificationStatus ?? ''))
      .map(({ delegateEmail }) => delegateEmail.toLowerCase())
      .sort(),
})
