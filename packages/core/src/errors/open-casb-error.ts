/** Every code an {@link OpenCasbError} can have. */
export type ErrorCode =
  | 'config'
  | 'credential'
  | 'permission'
  | 'feature-unavailable'
  | 'not-found'
  | 'rate-limit'
  | 'provider'
  | 'unexpected-answer'
  | 'checkpoint-expired'
  | 'contract'
  | 'check'
  | 'dependency'
  | 'sink'
  | 'state'

const marker: unique symbol = Symbol.for('opencasb.error')

/** Options that every error takes. */
export interface OpenCasbErrorOptions {
  readonly cause?: unknown
  readonly retryable?: boolean
}

/** The base of all errors that OpenCASB throws. Messages never hold secrets. */
export class OpenCasbError extends Error {
  readonly code: ErrorCode
  /** Whether trying again later, unchanged, may succeed. */
  readonly retryable: boolean

  constructor(code: ErrorCode, message: string, options: OpenCasbErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = code
    this.retryable = options.retryable ?? false
    Object.defineProperty(this, marker, { value: true })
  }

  /** Works across duplicate installs of this package, where `instanceof` does not. */
  static is(value: unknown): value is OpenCasbError {
    return typeof value === 'object' && value !== null && (value as { [marker]?: unknown })[marker] === true
  }
}
