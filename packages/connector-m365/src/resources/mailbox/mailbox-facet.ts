import { OpenCasbError, UnexpectedAnswerError } from '@opencasb/core'
import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { NoMailboxError } from '../../http/no-mailbox-error.ts'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { type Mailbox, mailbox } from './mailbox.ts'

/** Something that each mailbox has a list of. */
export interface MailboxListing<T, V> {
  /** `rules` */
  readonly name: string
  /** Below the user: `mailFolders/inbox/messageRules`. */
  readonly path: string
  readonly item: z.ZodType<T>
  readonly permission: string
  /** @throws UnexpectedAnswerError where the entries do not tell enough */
  readonly read: (items: readonly T[], ownDomains: ReadonlySet<string>) => V
}

/** What a mailbox has a list of, twenty mailboxes at once; `undefined` where the user has no mailbox. */
export function mailboxFacet<T, V>(listing: MailboxListing<T, V>): Facet<Mailbox, V | undefined, M365Session> {
  const { name, path, item, permission, read } = listing
  // A listing that goes on is not judged by its beginning.
  const schema = z
    .looseObject({ value: z.array(item), '@odata.nextLink': graphField.text })
    .refine((answer) => answer['@odata.nextLink'] === undefined, 'goes on on another page')
  const readMany = async (
    items: readonly Mailbox[],
    session: M365Session,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, FacetOutcome<V | undefined>>> => {
    const domains = await session.ownDomains(signal)
    const answers = await session.client.batch(
      items.map(({ id }) => ({ path: `/users/${encodeURIComponent(id)}/${path}`, schema, query: { $top: 200 } })),
      signal,
    )
    return new Map(
      items.flatMap(({ id }, index) => {
        const answer = answers[index]
        return answer ? [[id, outcomeOf(answer, ({ value }) => read(value, domains))] as const] : []
      }),
    )
  }
  return defineFacet<Mailbox, V | undefined, M365Session>({
    name: `m365.mailbox.${name}`,
    of: mailbox,
    needs: graphNeeds([permission, 'Domain.Read.All']),
    cost: { bucket: 'outlook', itemsPerRequest: 20, unitsPerRequest: 20 },
    async fetch(one, { session, signal }) {
      const outcome = (await readMany([one], session, signal)).get(one.id)
      if (outcome && 'value' in outcome) return outcome.value
      throw outcome?.error ?? new UnexpectedAnswerError('Nothing was answered for the mailbox')
    },
    fetchMany: (items, { session, signal }) => readMany(items, session, signal),
  })
}

/** That somebody has no mailbox is an answer. */
function outcomeOf<A, V>(answer: FacetOutcome<A>, read: (value: A) => V): FacetOutcome<V | undefined> {
  if ('error' in answer) return NoMailboxError.is(answer.error) ? { value: undefined } : answer
  try {
    return { value: read(answer.value) }
  } catch (error) {
    if (OpenCasbError.is(error)) return { error }
    throw error
  }
}
