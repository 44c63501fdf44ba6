import type { Verdict } from '@opencasb/core'
import { type AggregateCheckRun, type CheckRun, runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { organizationCases } from '../../tests/cases/organization-cases.ts'
import { repositoryCases } from '../../tests/cases/repository-cases.ts'
import { thingCases } from '../../tests/cases/thing-cases.ts'
import { githubChecks } from './checks.ts'

const cases = [...organizationCases, ...repositoryCases, ...thingCases]

function outcomes(id: string, run: CheckRun | AggregateCheckRun): string[] {
  const check = githubChecks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  const verdicts: readonly Verdict[] =
    'resources' in run ? runCheck(check, run).map(({ verdict }) => verdict) : runCheckParts(check, run)
  return verdicts.map(({ outcome }) => outcome)
}

describe('the checks', () => {
  it('have a case each, and the cases a check', () => {
    expect(cases.map(({ check }) => check).sort()).toEqual(githubChecks.map(({ id }) => id).sort())
  })

  it.each(cases)('$check fails where it should', ({ check, failing }) => {
    expect(outcomes(check, failing)).toEqual(['fail'])
  })

  it.each(cases)('$check passes where it should', ({ check, passing }) => {
    // A check that counts per repository has nothing to say of repositories without alerts.
    expect(outcomes(check, passing).filter((outcome) => outcome !== 'pass')).toEqual([])
  })

  it.each(cases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    ({ check, notApplicable = [] }) => {
      for (const run of notApplicable) expect(outcomes(check, run)).toEqual(['not-applicable'])
    },
  )

  it('say why they do not apply', () => {
    for (const { check: id, notApplicable = [] } of cases) {
      const check = githubChecks.find((one) => one.id === id)
      for (const run of notApplicable) {
        expect(check && runCheck(check, run)).toMatchObject({ why: expect.stringMatching(/\w{3}/) })
      }
    }
  })

  it('refer to CIS controls that exist in the benchmark', () => {
    for (const { frameworks } of githubChecks) {
      for (const control of frameworks['cis-github'] ?? []) expect(control).toMatch(/^[1-5]\.\d\.\d{1,2}$/)
    }
  })
})
