import { type DescribedExchange, type DescribedRequest, isObject, unique } from './exchange.ts'

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm */
const mostRequests = 25
const mostQueries = 5

/** The requests of a composite one. */
export interface CompositeParts {
  readonly requests: readonly { readonly referenceId: string; readonly request: DescribedRequest }[]
  readonly problems: readonly string[]
}

/** Takes a composite request apart. */
export function compositeRequests(url: URL, body: unknown): CompositeParts {
  const list = isObject(body) ? body['compositeRequest'] : undefined
  if (!Array.isArray(list)) return { requests: [], problems: ['a composite request has no compositeRequest'] }
  const problems: string[] = []
  const requests = list.flatMap((part: unknown) => {
    const { method, referenceId, url: path, body: inner } = isObject(part) ? part : {}
    if (typeof method !== 'string' || typeof referenceId !== 'string' || typeof path !== 'string') {
      problems.push('a part of a composite request has no method, url or referenceId')
      return []
    }
    const request = { method, url: `${url.origin}${path}`, ...(inner === undefined ? {} : { body: inner }) }
    return [{ referenceId, request }]
  })
  const queries = requests.filter(({ request }) => /\/query(?:All)?[/?]/.test(request.url)).length
  const ids = new Set(requests.map(({ referenceId }) => referenceId))
  if (list.length > mostRequests)
    problems.push(`a composite request has ${list.length} parts, more than ${mostRequests}`)
  if (queries > mostQueries) problems.push(`a composite request has ${queries} queries, more than ${mostQueries}`)
  if (ids.size < requests.length) problems.push('two parts of a composite request have the same referenceId')
  return { requests, problems }
}

/** Looks at the answers of a composite request. */
export function compositeAnswerProblems(
  { url, requestBody, body }: DescribedExchange,
  checkAnswer: (exchange: DescribedExchange) => readonly string[],
): readonly string[] {
  const answers = isObject(body) ? body['compositeResponse'] : undefined
  if (!Array.isArray(answers)) return ['the answer of a composite request has no compositeResponse']
  const { requests } = compositeRequests(new URL(url), requestBody)
  const open = new Map(requests.map(({ referenceId, request }) => [referenceId, request]))
  const problems = answers.flatMap((answer: unknown): readonly string[] => {
    const { body: inner, httpStatusCode: status, referenceId, httpHeaders } = isObject(answer) ? answer : {}
    if (typeof status !== 'number' || typeof referenceId !== 'string' || !isObject(httpHeaders)) {
      return ['an answer of a composite request has no httpStatusCode, httpHeaders or referenceId']
    }
    const request = open.get(referenceId)
    open.delete(referenceId)
    if (!request) return [`a composite request answers ${referenceId}, which was not asked`]
    return checkAnswer({ ...request, requestBody: request.body, status, body: inner })
  })
  if (open.size > 0) problems.push('a composite request leaves parts without an answer')
  return unique(problems)
}
