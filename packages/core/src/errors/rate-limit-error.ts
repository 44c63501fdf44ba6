import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The vendor's quota is used up for longer than the scan may wait. */
export class RateLimitError extends OpenCasbError {
  declare readonly code: 'rate-limit'
  readonly bucket: string
  readonly retryAfterMs: number

  constructor(
    message: string,
    options: OpenCasbErrorOptions & { readonly bucket: string; readonly retryAfterMs: number },
  ) {
    super('rate-limit', message, { retryable: true, ...options })
    this.bucket = options.bucket
    this.retryAfterMs = options.retryAfterMs
  }

  static override is(value: unknown): value is RateLimitError {
    return OpenCasbError.is(value) && value.code === 'rate-limit'
  }
}
