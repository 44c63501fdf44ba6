import { classifyStatus, type HttpClient, type Query } from '@opencasb/connector-kit'
import { CredentialError, OpenCasbError, RateLimitError, type RateLimiter, type StandardSchemaV1 } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import { classify } from './classify.ts'
import { errorOfClassification } from './error-of-classification.ts'
import { type GraphVersion, graphPath } from './graph-path.ts'
import { resourceUnits } from './resource-units.ts'
import { workloadOf } from './workloads.ts'

/** One read of a batch. */
export interface BatchRequest<T> {
  /** @example '/users/17/authentication/methods' */
  readonly path: string
  readonly schema: StandardSchemaV1<unknown, T>
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  /** @default 'v1.0'; what is sent together has the version of its first request */
  readonly version?: GraphVersion
}

/** @see https://learn.microsoft.com/en-us/graph/json-batching#batch-size-limitations */
const batchSize = 20

const answerSchema = z.object({
  id: z.string(),
  status: z.number().int(),
  headers: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  body: z.unknown(),
})
const batchSchema = z.object({ responses: z.array(z.unknown()) })
type BatchAnswer = z.infer<typeof answerSchema>

/** What batches are sent with. */
export interface BatchContext {
  readonly http: HttpClient
  readonly limiter: RateLimiter
}

/** Sends reads in batches; see {@link GraphClient.batch}. */
export async function sendBatches<T>(
  context: BatchContext,
  requests: readonly BatchRequest<T>[],
  signal: AbortSignal,
): Promise<readonly FacetOutcome<T>[]> {
  const outcomes: FacetOutcome<T>[] = []
  for (let start = 0; start < requests.length; start += batchSize) {
    outcomes.push(...(await sendBatch(context, requests.slice(start, start + batchSize), signal)))
  }
  return outcomes
}

async function sendBatch<T>(
  { http, limiter }: BatchContext,
  requests: readonly BatchRequest<T>[],
  signal: AbortSignal,
): Promise<readonly FacetOutcome<T>[]> {
  const [first] = requests
  if (!first) return []
  const version = first.version ?? 'v1.0'
  const { data } = await http.post(`/${version}/$batch`, {
    schema: batchSchema,
    json: { requests: requests.map((request, id) => partOf(request, id)) },
    idempotent: true,
    bucket: workloadOf(first.path),
    cost: requests.reduce((sum, { path, query }) => sum + resourceUnits(path, query), 0),
    signal,
  })
  // Graph answers in any order, and may leave one out.
  const answers = new Map<string, BatchAnswer>()
  for (const value of data.responses) {
    const answer = answerSchema.safeParse(value)
    if (answer.success) answers.set(answer.data.id, answer.data)
  }
  const outcomes: FacetOutcome<T>[] = []
  for (const [id, request] of requests.entries()) {
    const outcome = await read(request, answers.get(String(id)), http, limiter)
    outcomes.push(outcome ?? (await readAlone(http, request, version, signal)))
  }
  return outcomes
}

function partOf(request: BatchRequest<unknown>, id: number): Record<string, unknown> {
  const parameters = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  )
  const path = `/${request.path.replace(/^\/+/, '')}`
  return {
    id: String(id),
    method: 'GET',
    url: parameters.length > 0 ? `${path}?${parameters.join('&')}` : path,
    ...(request.headers && { headers: request.headers }),
  }
}

/** What one answer says; `undefined` where it is worth asking alone. */
async function read<T>(
  request: BatchRequest<T>,
  answer: BatchAnswer | undefined,
  http: HttpClient,
  limiter: RateLimiter,
): Promise<FacetOutcome<T> | undefined> {
  if (!answer) return undefined
  const { status, body } = answer
  const bucket = workloadOf(request.path)
  const url = new URL(graphPath(request.path, request.version), http.origin)
  const headers = lowerCased(answer.headers ?? {})
  const answered = { method: 'GET', url, status, headers, body, bucket }
  const classification = classify(answered) ?? classifyStatus(answered)
  if (classification.kind === 'ok') {
    const result = await request.schema['~standard'].validate(body)
    return result.issues ? undefined : { value: result.value }
  }
  if (classification.kind === 'throttled') {
    const seconds = Number.parseFloat(headers['retry-after'] ?? '')
    const retryAfterMs = classification.retryAfterMs ?? (seconds >= 0 ? seconds * 1000 : 0)
    limiter.observe({ bucket, refused: { scope: classification.scope ?? 'bucket', retryAfterMs } })
    return undefined
  }
  const error = errorOfClassification(classification, `GET ${url.pathname}`, status)
  return error && { error }
}

async function readAlone<T>(
  http: HttpClient,
  request: BatchRequest<T>,
  version: GraphVersion,
  signal: AbortSignal,
): Promise<FacetOutcome<T>> {
  const { path, schema, query, headers } = request
  try {
    const { data } = await http.get(graphPath(path, request.version ?? version), {
      schema,
      signal,
      conditional: false,
      bucket: workloadOf(path),
      cost: resourceUnits(path, query),
      ...(query && { query }),
      ...(headers && { headers }),
    })
    return { value: data }
  } catch (error) {
    if (!OpenCasbError.is(error) || RateLimitError.is(error) || CredentialError.is(error)) throw error
    return { error }
  }
}

function lowerCased(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
