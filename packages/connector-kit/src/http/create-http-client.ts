import type { CachedAnswer, StandardSchemaV1 } from '@opencasb/core'
import {
  CredentialError,
  FeatureUnavailableError,
  NotFoundError,
  PermissionError,
  UnexpectedAnswerError,
} from '@opencasb/core'
import { readQuotaHeaders } from '../classify/read-quota-headers.ts'
import { createRedactor } from '../redact/redact.ts'
import { AttemptFailure } from './attempt-failure.ts'
import { checkShape } from './check-shape.ts'
import { ConditionalRequests, validatorsOf } from './conditional.ts'
import { CredentialGate, type Pass, stalePass } from './credential-gate.ts'
import { exchange, type ReceivedAnswer } from './exchange.ts'
import type { GetOptions, HttpAnswer, HttpClient, HttpClientOptions, PostOptions } from './http-client.ts'
import { defaultHttpLimits } from './http-limits.ts'
import { createOpenLimiter } from './open-limiter.ts'
import { createOriginLock, encodeQuery } from './origin-lock.ts'
import type { ExchangeOptions } from './outgoing-request.ts'
import { parseJson } from './parse-json.ts'
import { repeatRequest } from './repeat-request.ts'
import { createTokenHeaders } from './token-headers.ts'

/** One call of the client, in the form in which attempts use it. */
interface Call<T> {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly schema: StandardSchemaV1<unknown, T>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly bucket: string
  readonly cost: number
  readonly signal: AbortSignal
  readonly idempotent: boolean
  readonly cacheKey: string | undefined
}

/**
 * Makes a client for one origin and one credential.
 * @throws ConfigError where the base URL is wrong
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { transport, clock, log, authorize, defaultBucket = 'default', paces = {} } = options
  const lock = createOriginLock(options.baseUrl, options.allowHttp)
  const limits = { ...defaultHttpLimits, ...options.limits }
  const limiter = options.limiter ?? createOpenLimiter(clock)
  const redactor = createRedactor(options.secrets)
  const gate = authorize && new CredentialGate(authorize.tokens)
  const tokenHeaders = authorize && createTokenHeaders(authorize, redactor)
  const conditional = options.cache && new ConditionalRequests(options.cache, log)
  const baseHeaders = { accept: 'application/json', 'user-agent': options.userAgent ?? 'opencasb', ...options.headers }
  const shared: ExchangeOptions = {
    transport,
    limiter,
    clock,
    limits,
    classify: options.classify,
    readQuota: options.readQuota ?? readQuotaHeaders,
    redact: redactor.redact,
  }

  const request = async <T>(call: Call<T>): Promise<HttpAnswer<T>> => {
    const { cacheKey, signal, bucket } = call
    const failure = new AttemptFailure()
    let cached = cacheKey === undefined ? undefined : await conditional?.load(cacheKey)
    let renewed = false

    const attempt = async (): Promise<HttpAnswer<T>> => {
      const pass = await gate?.enter(signal)
      try {
        const answer = await follow(call, pass, cached, failure)
        if (pass) gate?.accept(pass)
        return answer
      } catch (error) {
        if (error === unreadableEntry) {
          cached = undefined
          throw failure.remember(unreadableEntry, { kind: 'again' })
        }
        if (!pass || !gate) throw error
        if (error === stalePass) throw failure.remember(stalePass, { kind: 'again' })
        if (provesCredential(error)) gate.accept(pass)
        // A second refusal, where others are accepted, concerns this request only.
        if (!CredentialError.is(error) || renewed) throw error
        renewed = true
        await gate.refuse(pass, error, signal)
        throw failure.remember(error, { kind: 'again' })
      } finally {
        if (pass) gate?.leave(pass)
      }
    }
    return repeatRequest(attempt, { limits, limiter, clock, log, bucket, failure, signal })
  }

  const follow = async <T>(
    call: Call<T>,
    pass: Pass | undefined,
    cached: CachedAnswer | undefined,
    failure: AttemptFailure,
  ): Promise<HttpAnswer<T>> => {
    const { method, bucket, cost, signal, idempotent, body } = call
    const unsigned = cached ? { ...call.headers, ...validatorsOf(cached) } : call.headers
    const headers = () => (pass && gate ? { ...unsigned, ...tokenHeaders?.(gate.present(pass)) } : unsigned)
    const onCredentialRefused = pass && gate && (() => gate.suspect(pass))
    let { url } = call
    for (let hops = 0; ; hops++) {
      const pace = paces[bucket]
      const outgoing = {
        method,
        url,
        headers,
        body,
        bucket,
        cost,
        pace,
        signal,
        idempotent,
        cached,
        onCredentialRefused,
      }
      const received = await exchange(shared, outgoing, failure)
      if (received.kind !== 'redirect') return finish(call, url, received, cached, failure)
      if (hops >= limits.maxRedirects) {
        throw new UnexpectedAnswerError(`More than ${limits.maxRedirects} redirects`, { retryable: false })
      }
      if (method !== 'GET' && received.status !== 307 && received.status !== 308) {
        throw new UnexpectedAnswerError(`${method} was redirected with ${received.status}`, { retryable: false })
      }
      url = lock.follow(url, received.location)
    }
  }

  const finish = async <T>(
    call: Call<T>,
    url: URL,
    received: Exclude<ReceivedAnswer, { kind: 'redirect' }>,
    cached: CachedAnswer | undefined,
    failure: AttemptFailure,
  ): Promise<HttpAnswer<T>> => {
    if (received.kind === 'not-modified') {
      const headers = { ...cached?.headers, ...received.headers }
      try {
        const data = await checkShape(call.schema, parseJson(cached?.body ?? '', limits.maxDepth))
        return { data, status: 200, headers, url, notModified: true }
      } catch {
        throw unreadableEntry
      }
    }
    const { status, headers, body, text } = received
    let data: T
    try {
      data = await checkShape(call.schema, body)
    } catch (error) {
      throw call.idempotent ? failure.remember(error, { kind: 'retry' }) : error
    }
    if (call.cacheKey !== undefined && status === 200) await conditional?.store(call.cacheKey, headers, text)
    return { data, status, headers, url, notModified: false }
  }

  return {
    origin: lock.origin,
    // Async, so that a path that cannot be resolved rejects like everything else.
    get: async <T>(path: string | URL, get: GetOptions<T>) => {
      const url = lock.resolve(path, get.query)
      const headers = lowerCased(baseHeaders, get.headers)
      const isConditional = conditional !== undefined && get.conditional !== false
      return request<T>({
        method: 'GET',
        url,
        schema: get.schema,
        headers,
        body: undefined,
        bucket: get.bucket ?? defaultBucket,
        cost: get.cost ?? 1,
        signal: get.signal,
        idempotent: true,
        cacheKey: isConditional ? `GET ${url.href} ${headers['accept'] ?? ''}` : undefined,
      })
    },
    post: async <T>(path: string | URL, post: PostOptions<T>) => {
      const isForm = post.form !== undefined
      const body = post.form ? encodeQuery(post.form) : post.json === undefined ? undefined : JSON.stringify(post.json)
      const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
      return request<T>({
        method: 'POST',
        url: lock.resolve(path, post.query),
        schema: post.schema,
        headers: lowerCased(baseHeaders, body === undefined ? {} : { 'content-type': type }, post.headers),
        body,
        bucket: post.bucket ?? defaultBucket,
        cost: post.cost ?? 1,
        signal: post.signal,
        idempotent: post.idempotent ?? false,
        cacheKey: undefined,
      })
    },
  }
}

/** Thrown inside the client only, where a stored answer cannot be used. */
const unreadableEntry: Error = new Error('The stored answer is unreadable')

/** These are answers about the request: the vendor knows who asks. */
function provesCredential(error: unknown): boolean {
  return PermissionError.is(error) || NotFoundError.is(error) || FeatureUnavailableError.is(error)
}

function lowerCased(
  ...parts: readonly (Readonly<Record<string, string>> | undefined)[]
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const part of parts) {
    if (!part) continue
    for (const name in part) {
      const value = part[name]
      if (value !== undefined) headers[name.toLowerCase()] = value
    }
  }
  return headers
}
