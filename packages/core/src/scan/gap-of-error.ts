import { FeatureUnavailableError } from '../errors/feature-unavailable-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { PermissionError } from '../errors/permission-error.ts'
import type { GapReason } from '../model/coverage.ts'

/** Why something is unknown, without where. */
export interface Cause {
  readonly reason: GapReason
  readonly message: string
  readonly missing?: readonly string[]
}

/** Turns an error into the reason of a gap; what is no error of ours is the connector's own mistake. */
export function causeOf(error: unknown, connector: string): Cause {
  if (!OpenCasbError.is(error)) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { reason: 'connector-error', message: `The connector ${connector} failed: ${detail}` }
  }
  const { message } = error
  if (PermissionError.is(error)) return { reason: 'permission-missing', message, missing: error.missing }
  if (FeatureUnavailableError.is(error)) return { reason: 'feature-unavailable', message }
  switch (error.code) {
    case 'not-found':
      return { reason: 'not-found', message }
    case 'rate-limit':
      return { reason: 'rate-limited', message }
    case 'unexpected-answer':
      return { reason: 'unexpected-answer', message }
    case 'contract':
      return { reason: 'connector-error', message: `The connector ${connector} broke its contract: ${message}` }
    case 'dependency':
      return { reason: 'dependency', message }
    case 'check':
      return { reason: 'check-error', message }
    default:
      return { reason: 'provider-error', message }
  }
}

/** Errors that end the whole scan, not one stream: nothing could be committed, or the vendor refuses us. */
export function endsScan(error: unknown): boolean {
  return OpenCasbError.is(error) && (error.code === 'credential' || error.code === 'sink' || error.code === 'state')
}
