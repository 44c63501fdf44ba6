import { z } from 'zod'
import { domainOf } from '../drive/own-domains.ts'
import { defineMailboxFacet, type MailboxFacet, settingsPath } from './define-mailbox-facet.ts'

/** Where all mail of a user is forwarded to. */
export interface AutoForwarding {
  /** `undefined` where nothing is forwarded, or only to the account's own domains. */
  readonly outside: string | undefined
  /** What happens to the mail afterwards: `leaveInInbox`, `archive`, `trash`, `markRead`. */
  readonly disposition: string | undefined
}

const known: ReadonlySet<string> = new Set(['enabled', 'emailAddress', 'disposition'])

/** Google may leave out what is off and empty; what is no answer about forwarding must not be taken for that. */
const schema = z
  .looseObject({
    enabled: z.boolean().nullish(),
    emailAddress: z.string().nullish(),
    disposition: z.string().nullish(),
  })
  .refine(
    (answer) => answer.enabled != null || Object.keys(answer).every((name) => known.has(name)),
    'is another answer',
  )
  .refine(({ enabled, emailAddress }) => enabled !== true || Boolean(emailAddress), 'does not tell where mail goes')

/**
 * Forwarding of all mail.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings/getAutoForwarding
 */
export const mailboxAutoForwarding: MailboxFacet<AutoForwarding> = defineMailboxFacet({
  name: 'auto-forwarding',
  judgesAddresses: true,
  read: async ({ session, subject, signal, ownDomains }) => {
    const path = `${settingsPath}/autoForwarding`
    const { data } = await session.client.http('gmail', subject).get(path, { schema, signal })
    const { enabled, emailAddress, disposition } = data
    const to = enabled === true && emailAddress ? emailAddress.toLowerCase() : undefined
    const isOutside = to !== undefined && !ownDomains.has(domainOf(to))
    return { outside: isOutside ? to : undefined, disposition: disposition ?? undefined }
  },
})
