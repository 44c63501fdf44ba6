import type { JsonObject } from '../model/json.ts'
import type { Severity } from '../model/severity.ts'

/** The asset satisfies the check. */
export interface PassVerdict {
  readonly outcome: 'pass'
}

/** The check does not concern the asset. */
export interface NotApplicableVerdict {
  readonly outcome: 'not-applicable'
  readonly why?: string
}

/** The asset does not satisfy the check. */
export interface FailVerdict {
  readonly outcome: 'fail'
  /** What is wrong with this asset, one sentence. */
  readonly message: string
  readonly evidence: JsonObject
  /** Tells several failures of one asset apart. */
  readonly part?: string
  /** Raises or lowers the check's default. */
  readonly severity?: Severity
}

/** What a check says of an asset. `unknown` is not among them: only the engine can say that. */
export type Verdict = PassVerdict | NotApplicableVerdict | FailVerdict

/** Options of {@link fail}. */
export interface FailOptions {
  /** What was read that proves it; plain JSON, no secrets. @default {} */
  readonly evidence?: JsonObject
  /** Tells several failures of one asset apart; part of the finding's identity, so never a name that may change. */
  readonly part?: string
  /** Raises or lowers the check's default severity for this asset. */
  readonly severity?: Severity
}

const passed: PassVerdict = { outcome: 'pass' }

/** The asset satisfies the check. */
export function pass(): PassVerdict {
  return passed
}

/** The asset does not satisfy the check. */
export function fail(message: string, options: FailOptions = {}): FailVerdict {
  return { outcome: 'fail', message, evidence: {}, ...options }
}

/** The check does not concern the asset. */
export function notApplicable(why?: string): NotApplicableVerdict {
  return why === undefined ? { outcome: 'not-applicable' } : { outcome: 'not-applicable', why }
}
