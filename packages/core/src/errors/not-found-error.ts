import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The vendor says that it is not there: gone, or hidden from this credential. Never taken for an empty list. */
export class NotFoundError extends OpenCasbError {
  declare readonly code: 'not-found'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('not-found', message, options)
  }

  static override is(value: unknown): value is NotFoundError {
    return OpenCasbError.is(value) && value.code === 'not-found'
  }
}
