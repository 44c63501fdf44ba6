import { ConfigError, CredentialError, type ScanReport, StateError } from '@opencasb/core'
import { expect, it } from 'vitest'
import { smallCoverage, smallReport } from '../tests/small-report.ts'
import { exitCodeOfError, exitCodeOfReport } from './exit-code.ts'

type Facts = Partial<Pick<ScanReport, 'status' | 'error'>> & {
  readonly open?: Partial<ScanReport['open']>
  readonly unknown?: boolean
}

function reportOf({ open = {}, unknown = false, ...facts }: Facts): ScanReport {
  return smallReport({
    ...facts,
    checks: [smallCoverage({ status: unknown ? 'unknown' : 'assessed' })],
    open: { critical: 0, high: 0, medium: 0, low: 0, ...open },
  })
}

const table: readonly (readonly [string, Facts, Parameters<typeof exitCodeOfReport>[1], number])[] = [
  ['nothing found', {}, { threshold: 'low', allowIncomplete: false }, 0],
  ['a finding at the threshold', { open: { high: 1 } }, { threshold: 'high', allowIncomplete: false }, 1],
  ['a finding above the threshold', { open: { critical: 1 } }, { threshold: 'medium', allowIncomplete: false }, 1],
  ['a finding below the threshold', { open: { medium: 3 } }, { threshold: 'high', allowIncomplete: false }, 0],
  ['findings without a threshold', { open: { critical: 1 } }, { threshold: 'none', allowIncomplete: false }, 0],
  ['an incomplete scan', { status: 'incomplete' }, { threshold: 'low', allowIncomplete: false }, 3],
  ['a check that could not judge', { unknown: true }, { threshold: 'low', allowIncomplete: false }, 3],
  ['a deferred scan', { status: 'deferred' }, { threshold: 'low', allowIncomplete: false }, 3],
  ['an incomplete scan that is allowed', { status: 'incomplete' }, { threshold: 'low', allowIncomplete: true }, 0],
  [
    'an incomplete scan with a finding: the finding stands',
    { status: 'incomplete', open: { low: 1 } },
    { threshold: 'low', allowIncomplete: true },
    1,
  ],
  [
    'refused credentials, whatever is open from earlier scans',
    { status: 'failed', error: { code: 'credential', message: '' }, open: { critical: 9 } },
    { threshold: 'low', allowIncomplete: true },
    4,
  ],
  [
    'an organization that is not there: a matter of configuration',
    { status: 'failed', error: { code: 'not-found', message: '' } },
    { threshold: 'low', allowIncomplete: false },
    2,
  ],
  [
    'a scan that was stopped',
    { status: 'aborted', open: { critical: 1 } },
    { threshold: 'low', allowIncomplete: true },
    130,
  ],
]

it.each(table)('tells %s', (_, facts, options, code) => {
  expect(exitCodeOfReport(reportOf(facts), options)).toBe(code)
})

it('tells wrong usage from failure', () => {
  expect(exitCodeOfError(new ConfigError('x'))).toBe(2)
  expect(exitCodeOfError(new CredentialError('x'))).toBe(4)
  expect(exitCodeOfError(new StateError('x', { reason: 'full' }))).toBe(4)
  expect(exitCodeOfError(new TypeError('x'))).toBe(4)
})
