import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** A sink did not take the changes: the scan stops, nothing is committed past that point. */
export class SinkError extends OpenCasbError {
  declare readonly code: 'sink'
  readonly sink: string

  constructor(message: string, options: OpenCasbErrorOptions & { readonly sink: string }) {
    super('sink', message, { retryable: true, ...options })
    this.sink = options.sink
  }

  static override is(value: unknown): value is SinkError {
    return OpenCasbError.is(value) && value.code === 'sink'
  }
}
