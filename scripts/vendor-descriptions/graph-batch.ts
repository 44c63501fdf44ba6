import { type DescribedExchange, type DescribedRequest, isObject, unique } from './exchange.ts'

/** The requests of a batch with their ids. */
export interface BatchParts {
  readonly requests: readonly { readonly id: string; readonly request: DescribedRequest }[]
  readonly problems: readonly string[]
}

/** @see https://learn.microsoft.com/en-us/graph/json-batching */
const mostRequests = 20

/** Whether a request is a batch. */
export function isBatch(method: string, { pathname }: URL): boolean {
  return method === 'POST' && /^\/(?:v1\.0|beta)\/\$batch$/.test(pathname)
}

/** Takes a batch apart. */
export function batchRequests(url: URL, body: unknown): BatchParts {
  const list = isObject(body) ? body['requests'] : undefined
  if (!Array.isArray(list)) return { requests: [], problems: ['a batch has no list of requests'] }
  const problems =
    list.length > mostRequests ? [`a batch holds ${list.length} requests, more than ${mostRequests}`] : []
  const base = url.href.replace(/\/\$batch.*$/, '')
  const requests = list.flatMap((part: unknown) => {
    if (!isObject(part) || typeof part['id'] !== 'string' || typeof part['url'] !== 'string') {
      problems.push('a request of a batch has no id or no url')
      return []
    }
    const { id, method, url: path, headers, body: inner } = part
    if (typeof method !== 'string') problems.push('a request of a batch has no method')
    const request: DescribedRequest = {
      method: typeof method === 'string' ? method : 'GET',
      url: `${base}/${String(path).replace(/^\//, '')}`,
      headers: lowerCase(headers),
      ...(inner === undefined ? {} : { body: inner }),
    }
    return [{ id, request }]
  })
  const ids = new Set(requests.map(({ id }) => id))
  if (ids.size < requests.length) problems.push('two requests of a batch have the same id')
  return { requests, problems }
}

/** Looks at the answers of a batch. */
export function batchAnswerProblems(
  { url, requestBody, body }: DescribedExchange,
  checkAnswer: (exchange: DescribedExchange) => readonly string[],
): readonly string[] {
  const responses = isObject(body) ? body['responses'] : undefined
  if (!Array.isArray(responses)) return ['the answer of a batch has no list of responses']
  const { requests } = batchRequests(new URL(url), requestBody)
  const open = new Map(requests.map(({ id, request }) => [id, request]))
  const problems = responses.flatMap((response: unknown): readonly string[] => {
    if (!isObject(response) || typeof response['id'] !== 'string' || typeof response['status'] !== 'number') {
      return ['a response of a batch has no id or no status']
    }
    const { id, status, body: inner } = response
    const request = open.get(id)
    open.delete(id)
    return request ? checkAnswer({ ...request, status, body: inner }) : [`a batch answers ${id}, which was not asked`]
  })
  if (open.size > 0) problems.push('a batch leaves requests without an answer')
  return unique(problems)
}

function lowerCase(headers: unknown): Readonly<Record<string, string>> {
  if (!isObject(headers)) return {}
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
