import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The vendor answered with an error, or not at all, and retrying did not help. */
export class ProviderError extends OpenCasbError {
  declare readonly code: 'provider'
  readonly status: number | undefined
  /** The vendor's id of the request, for its support. */
  readonly requestId: string | undefined

  constructor(
    message: string,
    options: OpenCasbErrorOptions & { readonly status?: number; readonly requestId?: string } = {},
  ) {
    super('provider', message, { retryable: true, ...options })
    this.status = options.status
    this.requestId = options.requestId
  }

  static override is(value: unknown): value is ProviderError {
    return OpenCasbError.is(value) && value.code === 'provider'
  }
}
