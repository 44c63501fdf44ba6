import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** Why the database did not take or give data; `conflict`: somebody else has changed it meanwhile, read it again. */
export type StateErrorReason =
  | 'unavailable'
  | 'read-only'
  | 'full'
  | 'corrupt'
  | 'lease-lost'
  | 'too-new'
  | 'busy'
  | 'conflict'

const passing: readonly StateErrorReason[] = ['unavailable', 'busy', 'conflict']

/** The database failed, or the keys that open what it holds: the scan stops, nothing is committed past that point. */
export class StateError extends OpenCasbError {
  declare readonly code: 'state'
  readonly reason: StateErrorReason

  constructor(message: string, options: OpenCasbErrorOptions & { readonly reason: StateErrorReason }) {
    super('state', message, { retryable: passing.includes(options.reason), ...options })
    this.reason = options.reason
  }

  static override is(value: unknown): value is StateError {
    return OpenCasbError.is(value) && value.code === 'state'
  }
}
