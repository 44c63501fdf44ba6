import { OpenCasbError, ProviderError } from '@opencasb/core'

/** GitHub could not answer the query in time, or it asks for too many nodes: a smaller page may do. */
export class QueryTooLargeError extends ProviderError {
  readonly queryTooLarge: true = true

  static override is(value: unknown): value is QueryTooLargeError {
    return OpenCasbError.is(value) && 'queryTooLarge' in value
  }
}
