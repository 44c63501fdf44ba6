import { z } from 'zod'
import { domainOf } from '../drive/own-domains.ts'
import { defineMailboxFacet, type MailboxFacet, readSettings } from './define-mailbox-facet.ts'

/** A filter that forwards mail to the outside. */
export interface ForwardingFilter {
  readonly id: string
  readonly to: string
  /** Which of the criteria narrow it down: `from`, `subject`, … */
  readonly criteria: readonly string[]
  /** The user does not see the mail in the inbox. */
  readonly hides: boolean
}

const filter = z.object({
  id: z.string().min(1),
  criteria: z.record(z.string(), z.unknown()).nullish(),
  action: z
    .object({
      forward: z.string().nullish(),
      addLabelIds: z.array(z.string()).nullish(),
      removeLabelIds: z.array(z.string()).nullish(),
    })
    .nullish(),
})

/**
 * Filters that forward mail to addresses outside the account. What they look for is named, not told: it may be private.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings.filters/list
 */
export const mailboxFilters: MailboxFacet<readonly ForwardingFilter[]> = defineMailboxFacet({
  name: 'filters',
  judgesAddresses: true,
  read: async (context) =>
    (await readSettings(context, { path: 'filters', field: 'filter' }, filter))
      .flatMap(({ id, criteria, action }): ForwardingFilter[] => {
        const to = action?.forward?.toLowerCase()
        if (!to || context.ownDomains.has(domainOf(to))) return []
        const hides = action?.addLabelIds?.includes('TRASH') || action?.removeLabelIds?.includes('INBOX') || false
        return [{ id, to, criteria: Object.keys(criteria ?? {}).sort(), hides }]
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
})
