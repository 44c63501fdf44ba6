import type { Classification } from '@opencasb/connector-kit'
import {
  FeatureUnavailableError,
  NotFoundError,
  type OpenCasbError,
  PermissionError,
  ProviderError,
} from '@opencasb/core'

/** The typed error of a part of a batch that is refused for good; `undefined` where it is worth asking again. */
export function errorOfClassification(
  classification: Classification,
  request: string,
  status: number,
): OpenCasbError | undefined {
  const note = 'message' in classification ? classification.message : undefined
  const what = `${request} was answered with ${status}${note === undefined ? '' : `: ${note}`}`
  switch (classification.kind) {
    case 'permission':
      return new PermissionError(what, classification.missing ? { missing: classification.missing } : {})
    case 'feature-unavailable':
      return new FeatureUnavailableError(what)
    case 'not-found':
      return new NotFoundError(what)
    case 'fatal':
      return classification.error ?? new ProviderError(what, { status, retryable: false })
    default:
      return undefined
  }
}
