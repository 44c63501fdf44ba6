import type { OpenCasbError } from '../errors/open-casb-error.ts'
import { PermissionError } from '../errors/permission-error.ts'

/** Vendors refuse without saying what is missing; then what was declared for the reading is what may be. */
export function namingMissing(error: OpenCasbError, needs: readonly string[] | undefined): OpenCasbError {
  if (!PermissionError.is(error) || error.missing.length > 0 || !needs?.length) return error
  return new PermissionError(error.message, { missing: needs, cause: error })
}
