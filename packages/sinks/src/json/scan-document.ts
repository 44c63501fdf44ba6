import type { Finding, ScanReport } from '@opencasb/core'
import type { Generator } from '../output/output.ts'

/** What {@link writeJson} writes. Its JSON Schema is exported as `@opencasb/sinks/scan.v1.schema.json`. */
export interface ScanDocument {
  readonly schema: 'opencasb.scan/v1'
  readonly generator: Generator
  /** One per integration. */
  readonly reports: readonly ScanReport[]
  readonly findings: readonly Finding[]
}
