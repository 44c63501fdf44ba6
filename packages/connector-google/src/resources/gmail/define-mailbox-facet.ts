import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import type { z } from 'zod'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { isInUse, type Mailbox, mailbox } from './mailbox.ts'
import { unlessWithoutService } from './without-service.ts'

/** How a setting of a mailbox is read. */
export interface MailboxRead {
  readonly session: GoogleSession
  /** In whose name. */
  readonly subject: string
  readonly signal: AbortSignal
  /** Empty unless the setting tells addresses apart. */
  readonly ownDomains: ReadonlySet<string>
}

/** One of the settings of a mailbox. */
interface MailboxSetting<V> {
  /** `delegates` */
  readonly name: string
  /** Whether addresses are told apart by the account's own domains. */
  readonly judgesAddresses: boolean
  readonly read: (context: MailboxRead) => Promise<V>
}

/** A setting of a mailbox; `undefined` where the user has no mailbox that is in use. One request each. */
export type MailboxFacet<V> = Facet<Mailbox, V | undefined, GoogleSession>

/** Where the settings of a mailbox are. */
export const settingsPath = '/gmail/v1/users/me/settings'

const nothing: ReadonlySet<string> = new Set()

/**
 * Declares a setting of a mailbox.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings
 */
export function defineMailboxFacet<V>({ name, judgesAddresses, read }: MailboxSetting<V>): MailboxFacet<V> {
  return defineFacet<Mailbox, V | undefined, GoogleSession>({
    name: `google.mailbox.${name}`,
    of: mailbox,
    needs: delegatedNeeds(...(judgesAddresses ? ['admin.directory.domain.readonly'] : []), 'gmail.settings.basic'),
    cost: { bucket: 'gmail', itemsPerRequest: 1 },
    fetch: async (item, { session, signal }) => {
      if (!isInUse(item)) return undefined
      const ownDomains = judgesAddresses ? await session.ownDomains(signal) : nothing
      return unlessWithoutService(() => read({ session, subject: item.email, signal, ownDomains }))
    },
  })
}

/**
 * Reads a list of settings; Gmail leaves an empty one out.
 * @param list the path below the settings, and the field of the answer where it has another name
 * @throws UnexpectedAnswerError where one of them cannot be read: it could be the one that matters
 */
export async function readSettings<T>(
  { session, subject, signal }: MailboxRead,
  list: { readonly path: string; readonly field?: string },
  item: z.ZodType<T>,
): Promise<readonly T[]> {
  const all: T[] = []
  const pages = session.client.list('gmail', `${settingsPath}/${list.path}`, {
    item,
    itemsField: list.field ?? list.path,
    subject,
    signal,
  })
  for await (const { items, unreadable } of pages) {
    if (unreadable.length > 0) throw new UnexpectedAnswerError('a setting of the mailbox cannot be read')
    all.push(...items)
  }
  return all
}
