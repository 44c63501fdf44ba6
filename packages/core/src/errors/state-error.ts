import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** Why the database did not take or give data. */
export type StateErrorReason = 'unavailable' | 'read-only' | 'full' | 'corrupt' | 'lease-lost' | 'too-new' | 'busy'

/** The database failed: the scan stops, nothing is committed past that point. */
export class StateError extends OpenCasbError {
  declare readonly code: 'state'
  readonly reason: StateErrorReason

  constructor(message: string, options: OpenCasbErrorOptions & { readonly reason: StateErrorReason }) {
    super('state', message, { retryable: options.reason === 'unavailable' || options.reason === 'busy', ...options })
    this.reason = options.reason
  }

  static override is(value: unknown): value is StateError {
    return OpenCasbError.is(value) && value.code === 'state'
  }
}
