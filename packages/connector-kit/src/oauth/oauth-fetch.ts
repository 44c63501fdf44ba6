import { OpenCasbError, ProviderError, UnexpectedAnswerError } from '@opencasb/core'
import { vendorNow } from '../classify/vendor-now.ts'
import { withDeadline } from '../http/with-deadline.ts'
import type { OauthContext } from './oauth-context.ts'

/** One answer may be so long: tokens and key sets are a few kilobytes. */
const mostBytes = 1024 * 1024
/** One request may take so long. */
const mostMs = 30_000

/** What oauth4webapi calls in place of `fetch`. */
export interface OauthFetch {
  readonly fetch: (url: string, init: FetchInit) => Promise<Response>
  /** How far the vendor's clock, as the last answer told it, is ahead of the system's; seconds. */
  readonly skewSeconds: () => number
}

/** The part of a request that oauth4webapi sets. */
interface FetchInit {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: URLSearchParams | string | undefined
}

/**
 * Sends what oauth4webapi asks for through a transport: once, without following redirects, with limits of time and size.
 */
export function createOauthFetch(title: string, { transport, clock, signal }: OauthContext): OauthFetch {
  let skewSeconds = (clock.now() - Date.now()) / 1000
  return {
    skewSeconds: () => skewSeconds,
    fetch: async (address, { method, headers, body }) => {
      const url = new URL(address)
      const late = (): string => `${title}: ${url.pathname} did not answer in time`
      try {
        return await withDeadline(mostMs, signal, late, async (deadline) => {
          const response = await transport.send({
            method,
            url,
            headers: { 'user-agent': 'opencasb', ...headers },
            signal: deadline,
            ...(body && { body: body.toString() }),
          })
          const { status } = response
          skewSeconds = (vendorNow(response.headers, clock) - Date.now()) / 1000
          if (status < 200 || (status >= 300 && status < 400)) {
            await response.discard()
            throw new UnexpectedAnswerError(`${title}: ${url.pathname} answered ${status}, which is not followed`, {
              retryable: false,
            })
          }
          const bytes = await response.read(mostBytes)
          return toResponse(status, response.headers['content-type'], bytes)
        })
      } catch (error) {
        if (OpenCasbError.is(error)) throw error
        // Never the error itself, nor as a cause: what failed may quote the request, and that holds secrets.
        if (signal.aborted) throw signal.reason
        throw new ProviderError(`${title}: ${url.pathname} could not be reached`)
      }
    },
  }
}

function toResponse(status: number, contentType: string | undefined, bytes: Uint8Array): Response {
  const headers = { 'content-type': contentType ?? 'application/json' }
  if (bytes.length === 0) return new Response(null, { status, headers })
  // Some vendors refuse with 200.
  const told = status === 200 && isRefusal(bytes) ? 400 : status
  return new Response(Uint8Array.from(bytes), { status: told, headers })
}

function isRefusal(bytes: Uint8Array): boolean {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof body === 'object' && body !== null && 'error' in body && !('access_token' in body)
  } catch {
    return false
  }
}
