import { type Clock, CredentialError, OpenCasbError, ProviderError, type Secret } from '@opencasb/core'
import { waitFor } from '../http/wait-for.ts'
import { withDeadline } from '../http/with-deadline.ts'
import type { AccessToken, TokenSource } from './token-source.ts'

/** What the vendor's token endpoint gave. */
export interface FetchedToken {
  readonly token: Secret
  /** How long it lasts, measured against the vendor's own clock; absent where nobody tells. */
  readonly expiresInMs?: number
}

/** What {@link createTokenSource} takes. */
export interface TokenSourceOptions {
  /**
   * Fetches a token. A CredentialError says that the credential is refused for good, and so do the answers 400, 401 and
   * 403 and `invalid_grant`; any other failure is transient.
   */
  readonly fetchToken: (signal: AbortSignal) => Promise<FetchedToken>
  readonly clock: Clock
  /** How long before its end a token is renewed; at most a fifth of its life. @default 300_000 (5 minutes) */
  readonly earlyMs?: number
  /** How long one fetch may take. @default 30_000 */
  readonly timeoutMs?: number
}

/**
 * A token that is renewed before it ends; all who wait share one fetch. Times are monotonic, so a clock that is wrong or
 * jumps does not matter. Where renewing fails for now, the old token serves until its end.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { fetchToken, clock, earlyMs = 300_000, timeoutMs = 30_000 } = options
  let current: { readonly token: AccessToken; readonly renewAt: number } | undefined
  let fetching: { readonly token: Promise<AccessToken>; readonly stop: AbortController; waiting: number } | undefined

  const fetchOnce = async (signal: AbortSignal): Promise<AccessToken> => {
    const askedAt = clock.monotonic()
    const fetched = await withDeadline(
      timeoutMs,
      signal,
      () => 'The token endpoint did not answer in time',
      fetchToken,
    ).catch((error: unknown) => {
      throw typed(error)
    })
    const { expiresInMs } = fetched
    if (expiresInMs === undefined) {
      const token = { value: fetched.token }
      current = { token, renewAt: Number.POSITIVE_INFINITY }
      return token
    }
    const life = Math.max(0, expiresInMs)
    const token = {
      value: fetched.token,
      endsAtMonotonic: askedAt + life,
      expiresAt: new Date(clock.now() + life),
    }
    current = { token, renewAt: askedAt + life - Math.min(earlyMs, life / 5) }
    return token
  }

  /** One fetch for all who wait. It has no signal of any of them, and ends when none of them waits any more. */
  const fetchShared = async (signal: AbortSignal): Promise<AccessToken> => {
    if (!fetching) {
      const stop = new AbortController()
      const token = fetchOnce(stop.signal).finally(() => {
        if (fetching?.stop === stop) fetching = undefined
      })
      fetching = { token, stop, waiting: 0 }
    }
    const shared = fetching
    shared.waiting += 1
    try {
      return await waitFor(shared.token, signal)
    } finally {
      shared.waiting -= 1
      if (shared.waiting === 0 && signal.aborted) {
        if (fetching === shared) fetching = undefined
        shared.stop.abort(signal.reason)
      }
    }
  }

  return {
    async token(signal) {
      signal.throwIfAborted()
      const now = clock.monotonic()
      if (current && now < current.renewAt) return current.token
      const old = current?.token
      try {
        return await fetchShared(signal)
      } catch (error) {
        const stillGood = old?.endsAtMonotonic !== undefined && clock.monotonic() < old.endsAtMonotonic
        if (old && stillGood && !signal.aborted && !CredentialError.is(error)) return old
        throw error
      }
    },
    async renew(refused, signal) {
      signal.throwIfAborted()
      if (current && current.token !== refused) return current.token
      current = undefined
      return fetchShared(signal)
    },
  }
}

const refusedForGood: ReadonlySet<number | undefined> = new Set([400, 401, 403])

/** Tells a refusal for good from a failure that may pass. */
function typed(error: unknown): OpenCasbError {
  if (CredentialError.is(error)) return error
  if (ProviderError.is(error) && refusedForGood.has(error.status)) {
    return new CredentialError(`The vendor gives no token for these credentials: ${error.message}`)
  }
  if (OpenCasbError.is(error)) {
    return error.code === 'permission' || error.code === 'not-found'
      ? new CredentialError(`The vendor gives no token for these credentials: ${error.message}`)
      : error
  }
  if (error instanceof Error && error.message.includes('invalid_grant')) {
    return new CredentialError('The vendor gives no token for these credentials: invalid_grant')
  }
  return new ProviderError('The token endpoint could not be reached')
}
