import { FeatureUnavailableError, OpenCasbError } from '@opencasb/core'

/** This GitHub does not know a field of the query: an older GitHub Enterprise Server. */
export class UnknownFieldError extends FeatureUnavailableError {
  /** Names of the fields, arguments and types that it does not know. */
  readonly fields: readonly string[]

  constructor(fields: readonly string[]) {
    super(`This version of GitHub does not have ${fields.join(', ')}`)
    this.fields = fields
  }

  static override is(value: unknown): value is UnknownFieldError {
    return OpenCasbError.is(value) && value.code === 'feature-unavailable' && 'fields' in value
  }
}
