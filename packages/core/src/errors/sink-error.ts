import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/**
 * A sink did not take the changes: the scan stops, nothing is committed past that point. What a durable sink refuses
 * is tried again later, or given up at once where `retryable` is false.
 */
export class SinkError extends OpenCasbError {
  declare readonly code: 'sink'
  readonly sink: string
  /** How long the receiver asked to be left alone. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    options: OpenCasbErrorOptions & { readonly sink: string; readonly retryAfterMs?: number },
  ) {
    super('sink', message, { retryable: true, ...options })
    this.sink = options.sink
    this.retryAfterMs = options.retryAfterMs
  }

  static override is(value: unknown): value is SinkError {
    return OpenCasbError.is(value) && value.code === 'sink'
  }
}
