import { OpenCasbError, ProviderError } from '@opencasb/core'
import type { AttemptFailure } from './attempt-failure.ts'
import { type ExchangeOptions, nameOf, type OutgoingRequest } from './outgoing-request.ts'
import { withDeadline } from './with-deadline.ts'

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const mostErrorBytes = 1024 * 1024

/** Says whether a status sends to another place. */
export function isRedirect(status: number): boolean {
  return redirects.has(status)
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `undefined` where there is no body, or that of an error cannot be read. */
  readonly bytes: Uint8Array | undefined
}

/**
 * Sends one request and reads the answer to its end.
 * @throws ProviderError, UnexpectedAnswerError, or the reason of the signal
 */
export async function receive(
  options: ExchangeOptions,
  request: OutgoingRequest,
  failure: AttemptFailure,
): Promise<RawAnswer> {
  const { limits, transport } = options
  const { method, url, body, signal } = request
  const headers = request.headers()
  const late = () => `${nameOf(options, request)}: no complete answer within ${limits.attemptMs} ms`
  try {
    return await withDeadline(limits.attemptMs, signal, late, async (deadline) => {
      const response = await transport.send({
        method,
        url,
        headers,
        signal: deadline,
        ...(body !== undefined && { body }),
      })
      const { status } = response
      if (status === 204 || status === 205 || status === 304 || isRedirect(status)) {
        await response.discard()
        return { status, headers: response.headers, bytes: undefined }
      }
      const succeeded = status >= 200 && status < 300
      const reading = response.read(succeeded ? limits.maxBodyBytes : Math.min(limits.maxBodyBytes, mostErrorBytes))
      // The status of an error says enough where its body cannot be read.
      const bytes = succeeded ? await reading : await reading.catch(() => undefined)
      return { status, headers: response.headers, bytes }
    })
  } catch (error) {
    if (signal.aborted) throw error
    const typed = OpenCasbError.is(error)
      ? error
      : new ProviderError(`${nameOf(options, request)}: ${describe(error, options)}`)
    throw typed.retryable && request.idempotent ? failure.remember(typed, { kind: 'retry' }) : typed
  }
}

/** Says why there was no answer without quoting more of the error than its code: causes may hold headers. */
function describe(error: unknown, options: ExchangeOptions): string {
  if (!(error instanceof Error)) return 'no answer'
  const code = (error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? `no answer (${code})` : `no answer: ${options.redact(error.message).slice(0, 200)}`
}
