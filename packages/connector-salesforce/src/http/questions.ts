import type { HttpClient } from '@opencasb/connector-kit'
import {
  CheckpointExpiredError,
  type Clock,
  FeatureUnavailableError,
  NotFoundError,
  PermissionError,
  UnexpectedAnswerError,
} from '@opencasb/core'
import type { Soql } from '../soql.ts'
import { type ApiPaths, type QueryAnswer, queryAnswerSchema } from './api-paths.ts'
import { judgePart } from './judge-part.ts'
import { type CompositeAnswer, mostQueries, sendComposite } from './send-composite.ts'

export type { QueryAnswer } from './api-paths.ts'

/** A query that is small enough to travel with others. */
export interface Question {
  readonly api: 'data' | 'all' | 'tooling'
  readonly soql: Soql
}

/** Collects the questions of a moment and sends them together. */
export interface Questions {
  ask(question: Question, signal: AbortSignal): Promise<QueryAnswer>
}

interface Waiting {
  readonly url: string
  readonly signal: AbortSignal
  readonly resolve: (answer: QueryAnswer) => void
  readonly reject: (error: unknown) => void
}

/** How long a question waits for others to travel with. */
const gatherMs = 20

/** Makes the collector of one session. */
export function createQuestions(http: HttpClient, paths: ApiPaths, clock: Clock): Questions {
  let waiting: Waiting[] = []

  const flush = (): void => {
    const asked = waiting.filter(({ signal }) => !signal.aborted)
    waiting = []
    for (let start = 0; start < asked.length; start += mostQueries) {
      void send(http, paths, asked.slice(start, start + mostQueries))
    }
  }

  const askTogether = (url: string, signal: AbortSignal): Promise<QueryAnswer> =>
    new Promise<QueryAnswer>((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason)
        return
      }
      const abort = (): void => reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      const end = (): void => signal.removeEventListener('abort', abort)
      // One flush for all who ask within the moment; it must not fail for the sake of whoever asked first.
      if (waiting.length === 0) void clock.sleep(gatherMs).then(flush)
      waiting.push({
        url,
        signal,
        resolve: (answer) => {
          end()
          resolve(answer)
        },
        reject: (error) => {
          end()
          reject(error)
        },
      })
    })

  return {
    async ask({ api, soql }, signal) {
      const path = { data: paths.query, all: paths.queryAll, tooling: paths.tooling }[api]
      const url = `${path}?q=${encodeURIComponent(soql.text)}`
      try {
        return await askTogether(url, signal)
      } catch (error) {
        if (!(error instanceof RefusedTogether)) throw error
        // A refusal of all says nothing about each: what somebody else asked for may be the reason.
        if (!speaksOfOne(error.cause)) throw error.cause
        return (await http.get(url, { schema: queryAnswerSchema, conditional: false, signal })).data
      }
    },
  }
}

/** A call that was refused as a whole. */
class RefusedTogether extends Error {}

/** Refusals that can be about one question among several. */
function speaksOfOne(error: unknown): boolean {
  return (
    PermissionError.is(error) ||
    NotFoundError.is(error) ||
    FeatureUnavailableError.is(error) ||
    CheckpointExpiredError.is(error)
  )
}

/** Sends one call; one that nobody waits for any more is given up. */
async function send(http: HttpClient, paths: ApiPaths, asked: readonly Waiting[]): Promise<void> {
  const controller = new AbortController()
  const left = (): void => {
    if (asked.every(({ signal }) => signal.aborted)) controller.abort(asked[0]?.signal.reason)
  }
  for (const { signal } of asked) signal.addEventListener('abort', left, { once: true })
  try {
    const answers = await sendComposite(http, paths, asked, controller.signal)
    await Promise.all(asked.map((each, position) => settle(http, each, answers[position])))
  } catch (error) {
    for (const { reject } of asked) reject(new RefusedTogether('The call was refused', { cause: error }))
  } finally {
    for (const { signal } of asked) signal.removeEventListener('abort', left)
  }
}

async function settle(http: HttpClient, each: Waiting, answer: CompositeAnswer | undefined): Promise<void> {
  const { url, signal, resolve, reject } = each
  try {
    const judged = judgePart(url, answer)
    if (judged === 'again') {
      // What failed for now is asked again on its own, with the retries of every request.
      resolve((await http.get(url, { schema: queryAnswerSchema, conditional: false, signal })).data)
      return
    }
    const parsed = queryAnswerSchema.safeParse(judged)
    if (parsed.success) resolve(parsed.data)
    else reject(new UnexpectedAnswerError('The answer to a query is no list of rows', { retryable: false }))
  } catch (error) {
    reject(error)
  }
}
