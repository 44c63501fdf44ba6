import type { HttpClient } from '@opencasb/connector-kit'
import {
  CheckpointExpiredError,
  type Clock,
  FeatureUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderError,
  UnexpectedAnswerError,
} from '@opencasb/core'
import type { Soql } from '../soql.ts'
import { type ApiPaths, type QueryAnswer, queryAnswerSchema } from './api-paths.ts'
import { createExpectedQuestions, type EarlyQuestion } from './expected-questions.ts'
import { judgePart } from './judge-part.ts'
import {
  type CompositeAnswer,
  type CompositeRequest,
  mostQueries,
  mostRequests,
  sendComposite,
} from './send-composite.ts'

export type { QueryAnswer } from './api-paths.ts'

/** A query that is small enough to travel with others. */
export interface Question {
  readonly api: 'data' | 'all' | 'tooling'
  readonly soql: Soql
}

/** Collects the questions of a moment and sends them together. */
export interface Questions {
  ask(question: Question, signal: AbortSignal): Promise<QueryAnswer>
  /** Says that a question will be asked, see {@link SalesforceClient.expect}. */
  expect(question: Question, group?: string): void
  release(group: string): void
  withdraw(group: string): void
  /** Sends requests as one call, with questions that are expected where there is room for them. */
  composite(requests: readonly CompositeRequest[], signal: AbortSignal): Promise<readonly CompositeAnswer[]>
}

interface Waiting {
  readonly url: string
  /** Absent where nobody waits yet. */
  readonly signal?: AbortSignal
  readonly resolve: (answer: QueryAnswer) => void
  readonly reject: (error: unknown) => void
}

/** How long a question waits for others to travel with. */
const gatherMs = 20

/** Makes the collector of one session. */
export function createQuestions(http: HttpClient, paths: ApiPaths, clock: Clock): Questions {
  const expected = createExpectedQuestions()
  let waiting: Waiting[] = []

  const flush = (): void => {
    const asked = waiting.filter(({ signal }) => !signal?.aborted)
    waiting = []
    for (let start = 0; start < asked.length; start += mostQueries) {
      const together = asked.slice(start, start + mostQueries)
      // A call costs the same with five questions in it as with one.
      const more = expected.take(mostQueries - together.length).map(waitingOf)
      void send(http, paths, [...together, ...more])
    }
  }

  const urlOf = ({ api, soql }: Question): string => {
    const path = { data: paths.query, all: paths.queryAll, tooling: paths.tooling }[api]
    return `${path}?q=${encodeURIComponent(soql.text)}`
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
    async ask(question, signal) {
      const url = urlOf(question)
      const early = expected.claim(url)
      const outcome = early && (await unlessAborted(early, signal))
      if (outcome && 'answer' in outcome) return outcome.answer
      if (outcome && speaksOfOne(outcome.error)) throw outcome.error
      // Whatever else went wrong when nobody waited may be over, or be about others: it is asked like any other.
      try {
        return await askTogether(url, signal)
      } catch (error) {
        if (!(error instanceof RefusedTogether)) throw error
        // A refusal of all says nothing about each: what somebody else asked for may be the reason.
        if (!speaksOfOne(error.cause) && !(error.sharedBySeveral && isSilence(error.cause))) throw error.cause
        return (await http.get(url, { schema: queryAnswerSchema, conditional: false, signal })).data
      }
    },
    expect: (question, group) => expected.add(urlOf(question), group),
    release: (group) => expected.release(group),
    withdraw: (group) => expected.withdraw(group),
    async composite(requests, signal) {
      const queries = requests.filter(({ url }) => url.includes('?q=')).length
      const room = Math.min(mostQueries - queries, mostRequests - requests.length)
      const more = expected.take(room).map(waitingOf)
      try {
        const answers = await sendComposite(http, paths, [...requests, ...more], signal)
        await Promise.all(more.map((each, position) => settle(http, each, answers[requests.length + position])))
        return answers.slice(0, requests.length)
      } catch (error) {
        const refusal = new RefusedTogether('The call was refused', { cause: error, sharedBySeveral: true })
        for (const { reject } of more) reject(refusal)
        if (more.length === 0 || !(speaksOfOne(error) || isSilence(error))) throw error
        return sendComposite(http, paths, requests, signal)
      }
    },
  }
}

/** A question that nobody waits for yet. */
function waitingOf({ url, settle: settleEarly }: EarlyQuestion): Waiting {
  return {
    url,
    resolve: (answer) => settleEarly({ answer }),
    reject: (error) => settleEarly({ error }),
  }
}

/** What a promise resolves with, unless whoever waits for it gives up. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** A call that was refused as a whole. */
class RefusedTogether extends Error {
  /** The call held more than one question. */
  readonly sharedBySeveral: boolean

  constructor(message: string, options: { readonly cause?: unknown; readonly sharedBySeveral: boolean }) {
    super(message, options)
    this.sharedBySeveral = options.sharedBySeveral
  }
}

/** Refusals that can be about one question among several. */
function speaksOfOne(error: unknown): boolean {
  return (
    PermissionError.is(error) ||
    NotFoundError.is(error) ||
    FeatureUnavailableError.is(error) ||
    CheckpointExpiredError.is(error)
  )
}

/** No answer came: the parts of a call are answered one after the other, and one that takes long holds up all. */
function isSilence(error: unknown): boolean {
  return ProviderError.is(error) && error.status === undefined
}

/** Sends one call; one that nobody waits for any more is given up. */
async function send(http: HttpClient, paths: ApiPaths, asked: readonly Waiting[]): Promise<void> {
  const controller = new AbortController()
  const left = (): void => {
    if (asked.every(({ signal }) => signal?.aborted ?? true)) controller.abort(asked[0]?.signal?.reason)
  }
  for (const { signal } of asked) signal?.addEventListener('abort', left, { once: true })
  try {
    const answers = await sendComposite(http, paths, asked, controller.signal)
    await Promise.all(asked.map((each, position) => settle(http, each, answers[position])))
  } catch (error) {
    const refusal = new RefusedTogether('The call was refused', { cause: error, sharedBySeveral: asked.length > 1 })
    for (const { reject } of asked) reject(refusal)
  } finally {
    for (const { signal } of asked) signal?.removeEventListener('abort', left)
  }
}

async function settle(http: HttpClient, each: Waiting, answer: CompositeAnswer | undefined): Promise<void> {
  const { url, signal, resolve, reject } = each
  try {
    const judged = judgePart(url, answer)
    if (judged === 'again') {
      if (!signal) throw new ProviderError('A part of a call failed for now')
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
