import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** A check threw, or returned what is no verdict: unknown for that asset only. */
export class CheckError extends OpenCasbError {
  declare readonly code: 'check'
  readonly check: string

  constructor(message: string, options: OpenCasbErrorOptions & { readonly check: string }) {
    super('check', message, options)
    this.check = options.check
  }

  static override is(value: unknown): value is CheckError {
    return OpenCasbError.is(value) && value.code === 'check'
  }
}
