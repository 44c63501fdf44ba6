import { OpenCasbError, type OpenCasbErrorOptions } from './open-casb-error.ts'

/** The credential is good but lacks a permission: what needs it becomes unknown, the scan goes on. */
export class PermissionError extends OpenCasbError {
  declare readonly code: 'permission'
  /** The permissions that would do, in the vendor's words; empty where the vendor does not tell. */
  readonly missing: readonly string[]

  constructor(message: string, options: OpenCasbErrorOptions & { readonly missing?: readonly string[] } = {}) {
    super('permission', message, options)
    this.missing = options.missing ?? []
  }

  static override is(value: unknown): value is PermissionError {
    return OpenCasbError.is(value) && value.code === 'permission'
  }
}
