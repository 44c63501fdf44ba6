import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The vendor answered, but not in a shape that can be read: cut or invalid JSON, or a needed field is missing. */
export class UnexpectedAnswerError extends OpenCasbError {
  declare readonly code: 'unexpected-answer'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('unexpected-answer', message, { retryable: true, ...options })
  }

  static override is(value: unknown): value is UnexpectedAnswerError {
    return OpenCasbError.is(value) && value.code === 'unexpected-answer'
  }
}
