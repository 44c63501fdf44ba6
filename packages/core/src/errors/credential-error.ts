import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The vendor does not accept the credentials: the scan fails and somebody has to reconnect. */
export class CredentialError extends OpenCasbError {
  declare readonly code: 'credential'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('credential', message, options)
  }

  static override is(value: unknown): value is CredentialError {
    return OpenCasbError.is(value) && value.code === 'credential'
  }
}
