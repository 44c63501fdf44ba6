import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** A connector broke the contract: its own mistake, named as such. */
export class ContractError extends OpenCasbError {
  declare readonly code: 'contract'
  constructor(message: string, options: OpenCasbErrorOptions = {}) {
    super('contract', message, options)
  }

  static override is(value: unknown): value is ContractError {
    return OpenCasbError.is(value) && value.code === 'contract'
  }
}
