import { type Classification, errorFor } from '@opencasb/connector-kit'
import type { OpenCasbError } from '@opencasb/core'

/** What asking again does not change. */
const settled: ReadonlySet<Classification['kind']> = new Set([
  'permission',
  'feature-unavailable',
  'not-found',
  'fatal',
])

/** The typed error of a part of a batch that is refused for good; `undefined` where it is worth asking again. */
export function errorOfClassification(
  classification: Classification,
  request: string,
  status: number,
): OpenCasbError | undefined {
  if (!settled.has(classification.kind)) return undefined
  const note = 'message' in classification ? classification.message : undefined
  return errorFor(classification, { request, status, note, requestId: undefined, bucket: '', retryAfterMs: 0 })
}
