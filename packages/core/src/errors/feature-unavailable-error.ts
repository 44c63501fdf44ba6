import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The plan, edition or server version lacks it, or it is switched off: not a matter of permissions. */
export class FeatureUnavailableError extends OpenCasbError {
  declare readonly code: 'feature-unavailable'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('feature-unavailable', message, options)
  }

  static override is(value: unknown): value is FeatureUnavailableError {
    return OpenCasbError.is(value) && value.code === 'feature-unavailable'
  }
}
