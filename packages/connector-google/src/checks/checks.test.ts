import type { Verdict } from '@opencasb/core'
import { type AggregateCheckRun, type CheckRun, runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { appCases } from '../../tests/cases/app-cases.ts'
import { calendarCases } from '../../tests/cases/calendar-cases.ts'
import { domainCases } from '../../tests/cases/domain-cases.ts'
import { driveCases } from '../../tests/cases/drive-cases.ts'
import { gmailCases } from '../../tests/cases/gmail-cases.ts'
import { groupCases } from '../../tests/cases/group-cases.ts'
import { signInCases } from '../../tests/cases/sign-in-cases.ts'
import { aSuperAdmin } from '../../tests/cases/things.ts'
import { userCases } from '../../tests/cases/user-cases.ts'
import { googleChecks } from './checks.ts'

const cases = [
  ...userCases,
  ...groupCases,
  ...appCases,
  ...domainCases,
  ...signInCases,
  ...driveCases,
  ...calendarCases,
  ...gmailCases,
]
/** What reads the directory and DNS; other subjects bring tests of their own. */
const subjects = [
  'google.user',
  'google.administrator',
  'google.administrator-sign-in',
  'google.group',
  'google.oauth-app',
  'google.domain',
  'google.file',
  'google.shared-drive',
  'google.shared-drive-file',
  'google.calendar',
  'google.mailbox',
]
const checks = googleChecks.filter(({ on }) => subjects.includes(on.name))

function outcomes(id: string, run: CheckRun | AggregateCheckRun): string[] {
  const check = checks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  const verdicts: readonly Verdict[] =
    'resources' in run ? runCheck(check, run).map(({ verdict }) => verdict) : runCheckParts(check, run)
  return verdicts.map(({ outcome }) => outcome)
}

describe('the checks', () => {
  it('have a case each, and the cases a check', () => {
    expect(cases.map(({ check }) => check).sort()).toEqual(checks.map(({ id }) => id).sort())
  })

  it.each(cases)('$check fails where it should', ({ check, failing }) => {
    expect(outcomes(check, failing)).toEqual(['fail'])
  })

  it.each(cases)('$check passes where it should', ({ check, passing, alsoPassing = [] }) => {
    for (const run of [passing, ...alsoPassing]) expect(outcomes(check, run)).toEqual(['pass'])
  })

  it.each(cases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    ({ check, notApplicable = [] }) => {
      for (const run of notApplicable) expect(outcomes(check, run)).toEqual(['not-applicable'])
    },
  )

  it('say why they do not apply', () => {
    for (const { check: id, notApplicable = [] } of cases) {
      const check = checks.find((one) => one.id === id)
      for (const run of notApplicable) {
        expect(check && runCheck(check, run)).toMatchObject({ why: expect.stringMatching(/\w{3}/) })
      }
    }
  })

  it('let the benchmarks disagree about the number of super administrators', () => {
    const check = checks.find(({ id }) => id === 'google/super-admins-bounded')
    const five = Array.from({ length: 5 }, (_, at) => aSuperAdmin({ id: `${at}` }))
    const outcomeWith = (profile: 'cis' | 'scuba'): string | undefined =>
      check && runCheck(check, { resources: five, params: check.profiles?.[profile] ?? {} })[0]?.verdict.outcome
    expect([outcomeWith('cis'), outcomeWith('scuba')]).toEqual(['fail', 'pass'])
  })
})
