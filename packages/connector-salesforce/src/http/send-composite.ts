import type { HttpClient } from '@opencasb/connector-kit'
import { ContractError, UnexpectedAnswerError } from '@opencasb/core'
import { z } from 'zod'
import type { ApiPaths } from './api-paths.ts'

/** One request inside of a composite one. All of ours only read. */
export interface CompositeRequest {
  /** Path with query. */
  readonly url: string
}

/** What one of them was answered. */
export interface CompositeAnswer {
  readonly status: number
  readonly body: unknown
}

/** Requests in one call. */
export const mostRequests = 25
/** Queries among them. */
export const mostQueries = 5

const answerSchema = z.object({
  compositeResponse: z.array(
    z.object({ httpStatusCode: z.number().int(), referenceId: z.string(), body: z.unknown() }),
  ),
})

/**
 * Sends several requests as one call. Each is answered or refused on its own.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
 * @throws ContractError where there are too many
 */
export async function sendComposite(
  http: HttpClient,
  paths: ApiPaths,
  requests: readonly CompositeRequest[],
  signal: AbortSignal,
): Promise<readonly CompositeAnswer[]> {
  if (requests.length > mostRequests) throw new ContractError(`A composite request takes ${mostRequests} requests`)
  const { data } = await http.post(paths.composite, {
    schema: answerSchema,
    json: {
      allOrNone: false,
      collateSubrequests: false,
      compositeRequest: requests.map(({ url }, position) => ({ method: 'GET', referenceId: `q${position}`, url })),
    },
    idempotent: true,
    signal,
  })
  const answers = new Map(data.compositeResponse.map((answer) => [answer.referenceId, answer]))
  return requests.map((_, position) => {
    const answer = answers.get(`q${position}`)
    if (!answer) throw new UnexpectedAnswerError('A composite answer lacks a part', { retryable: false })
    return { status: answer.httpStatusCode, body: answer.body }
  })
}
