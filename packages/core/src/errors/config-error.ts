import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** Something that the host or its user gave is wrong; the message names the field and the remedy. */
export class ConfigError extends OpenCasbError {
  declare readonly code: 'config'
  /** The field, as the user wrote it: `config.organizations`, `--fail-on`. */
  readonly field: string | undefined

  constructor(message: string, options: OpenCasbErrorOptions & { readonly field?: string } = {}) {
    super('config', message, options)
    this.field = options.field
  }

  static override is(value: unknown): value is ConfigError {
    return OpenCasbError.is(value) && value.code === 'config'
  }
}
