import { connectionPages } from '@opencasb/connector-kit'
import { PermissionError } from '@opencasb/core'
import type { Page, StreamContext } from '@opencasb/core/connector'
import type { z } from 'zod'
import { type QueryAnswer, queryAnswerSchema } from '../../http/api-paths.ts'
import type { SalesforceSession } from '../../session.ts'
import { fieldList, identifier, soql } from '../../soql.ts'
import { keyOf } from '../key-of.ts'
import { readRows } from '../read-rows.ts'
import { type AccessQuestion, type AccessSource, accessSource, togetherQuestions } from './access-questions.ts'
import { describeFields } from './describe-fields.ts'
import { permissionsOf } from './read-permission-bits.ts'

type Context = StreamContext<SalesforceSession>
type Outcome = { readonly answer: QueryAnswer } | { readonly error: unknown }

/**
 * Reads the rows of a small question. Streams begin one after the other, and each would make a call of its own: the first
 * pages of several are asked for at once, and kept until their stream comes.
 * @throws PermissionError naming the object and the fields that are hidden
 */
export async function* readTogether<T>(
  question: AccessQuestion,
  item: (muted: readonly string[]) => z.ZodType<T>,
  context: Context,
): AsyncGenerator<Page<T>, void, undefined> {
  const { session, signal, from } = context
  const muted = question === 'mutings' ? await mutedPermissions(session, signal) : []
  const source = { ...accessSource(question, muted), item: item(muted) }
  const first = from === undefined ? await firstPage(question, session, signal) : undefined
  // What went wrong for the others need not concern this one, and asking for it alone tells exactly what is missing.
  if (!first) {
    yield* readRows(source, context)
    return
  }
  const pages = connectionPages({
    item: source.item,
    keyOf: keyOf('Id'),
    fetch: async (cursor) => {
      const answer = cursor === undefined ? first : await nextPage(session, cursor, signal)
      const { records, nextRecordsUrl, totalSize } = answer
      return {
        nodes: records,
        pageInfo: { hasNextPage: nextRecordsUrl !== undefined, endCursor: nextRecordsUrl },
        totalCount: totalSize,
      }
    },
  })
  for await (const { items, unreadable, next, total } of pages) {
    yield { items, unreadable, ...(next !== undefined && { cursor: next }), ...(total !== undefined && { total }) }
  }
}

async function mutedPermissions(session: SalesforceSession, signal: AbortSignal): Promise<readonly string[]> {
  return permissionsOf(await describeFields(session, 'MutingPermissionSet', signal))
}

async function nextPage({ client }: SalesforceSession, path: string, signal: AbortSignal): Promise<QueryAnswer> {
  return (await client.get(path, queryAnswerSchema, signal)).data
}

/** The first page of a question; `undefined` where it is better asked for alone. */
async function firstPage(
  question: AccessQuestion,
  session: SalesforceSession,
  signal: AbortSignal,
): Promise<QueryAnswer | undefined> {
  const line = togetherQuestions.find((questions) => questions.includes(question)) ?? []
  const outcomes = await session.client.once(`questions about access: ${line.join()}`, () =>
    askTogether(line, session, signal),
  )
  const outcome = outcomes.get(question)
  // Nobody needs it twice.
  outcomes.delete(question)
  if (!outcome || 'answer' in outcome) return outcome?.answer
  if (PermissionError.is(outcome.error) || isAbort(outcome.error)) {
    signal.throwIfAborted()
    return undefined
  }
  throw outcome.error
}

async function askTogether(
  line: readonly AccessQuestion[],
  session: SalesforceSession,
  signal: AbortSignal,
): Promise<Map<AccessQuestion, Outcome>> {
  const muted = line.includes('mutings') ? await mutedPermissions(session, signal) : []
  const asked = line.map(async (question): Promise<[AccessQuestion, Outcome]> => {
    const { api = 'data', ...source } = accessSource(question, muted)
    try {
      return [question, { answer: await session.client.ask({ api, soql: queryOf(source) }, signal) }]
    } catch (error) {
      return [question, { error }]
    }
  })
  return new Map(await Promise.all(asked))
}

function queryOf({ object, fields, where }: AccessSource): ReturnType<typeof soql> {
  const select = soql`SELECT ${fieldList(fields)} FROM ${identifier(object, [object])}`
  return where ? soql`${select} WHERE ${where}` : select
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
