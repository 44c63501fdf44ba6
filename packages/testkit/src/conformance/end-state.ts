import assert from 'node:assert/strict'
import type { CheckCoverage, Finding, ScanReport } from '@opencasb/core'

/** Findings that are not resolved: fingerprint → what it is, for people who read a failed test. */
export type EndState = ReadonlyMap<string, string>

/** The end state of a list of findings. */
export function endStateOf(findings: Iterable<Finding>): EndState {
  const state = new Map<string, string>()
  for (const finding of findings) {
    const { fingerprint, check, asset, part, severity } = finding
    state.set(fingerprint, `${check} on ${asset.kind} ${asset.id}${part === undefined ? '' : `#${part}`} (${severity})`)
  }
  return state
}

/** @throws AssertionError naming findings that are open and should not be, and the other way round */
export function assertSameFindings(actual: EndState, expected: EndState, what: string): void {
  assert.deepEqual(missingFrom(actual, expected), [], `${what}: findings are missing`)
  assert.deepEqual(missingFrom(expected, actual), [], `${what}: findings are open that should not be`)
  const drifted = [...expected]
    .filter(([fingerprint, text]) => actual.get(fingerprint) !== text)
    .map(([, text]) => text)
  assert.deepEqual(drifted, [], `${what}: findings differ in asset or severity`)
}

/** The findings of the second that the first does not have. */
export function missingFrom(present: EndState, wanted: EndState): readonly string[] {
  return [...wanted].filter(([fingerprint]) => !present.has(fingerprint)).map(([, text]) => text)
}

/** How a report counts the assets of each check. */
export function countsOf(report: ScanReport): Readonly<Record<string, CheckCoverage['assets']>> {
  return Object.fromEntries(report.checks.map(({ check, assets }) => [check, assets]))
}

/** Ids of the checks with one of these states. */
export function checksWith(report: ScanReport, ...status: readonly CheckCoverage['status'][]): readonly string[] {
  return report.checks
    .filter((check) => status.includes(check.status))
    .map((check) => check.check)
    .sort()
}
