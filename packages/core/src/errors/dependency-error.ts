import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** Something cannot be told, because what it is computed from could not be read. */
export class DependencyError extends OpenCasbError {
  declare readonly code: 'dependency'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('dependency', message, options)
  }

  static override is(value: unknown): value is DependencyError {
    return OpenCasbError.is(value) && value.code === 'dependency'
  }
}
