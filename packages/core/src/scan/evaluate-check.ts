import type { Check, CheckInput } from '../contract/check.ts'
import type { Verdict } from '../contract/verdict.ts'
import { CheckError } from '../errors/check-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { severities } from '../model/severity.ts'

/**
 * Asks a check about one item. A typed error says what is missing in the data; whatever else it throws or wrongly returns
 * becomes a CheckError of this check alone.
 */
export function evaluateCheck(check: Check, input: CheckInput): readonly Verdict[] | OpenCasbError {
  try {
    const answer = check.evaluate?.(input)
    const verdicts = Array.isArray(answer) ? answer : [answer]
    return verdicts.every(isVerdict)
      ? verdicts
      : new CheckError(`The check ${check.id} returned what is no verdict`, { check: check.id })
  } catch (error) {
    if (OpenCasbError.is(error)) return error
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return new CheckError(`The check ${check.id} failed: ${detail}`, { check: check.id, cause: error })
  }
}

/** Says whether a check returned what it may return. */
export function isVerdict(value: unknown): value is Verdict {
  if (typeof value !== 'object' || value === null) return false
  const verdict = value as { outcome?: unknown; message?: unknown; severity?: unknown; evidence?: unknown }
  if (verdict.outcome === 'pass' || verdict.outcome === 'not-applicable') return true
  return (
    verdict.outcome === 'fail' &&
    typeof verdict.message === 'string' &&
    typeof verdict.evidence === 'object' &&
    verdict.evidence !== null &&
    (verdict.severity === undefined || severities.includes(verdict.severity as never))
  )
}
