import type { Verdict } from '@opencasb/core'
import { type AggregateCheckRun, type CheckRun, runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { appCases } from '../../tests/cases/app-cases.ts'
import { integrationCases } from '../../tests/cases/integration-cases.ts'
import { objectCases } from '../../tests/cases/object-cases.ts'
import { organizationCases } from '../../tests/cases/organization-cases.ts'
import { siteCases } from '../../tests/cases/site-cases.ts'
import { settingAndObjectChecks } from './checks.ts'

const cases = [...organizationCases, ...objectCases, ...appCases, ...integrationCases, ...siteCases]

function outcomes(id: string, run: CheckRun | AggregateCheckRun): string[] {
  const check = settingAndObjectChecks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  const verdicts: readonly Verdict[] =
    'resources' in run ? runCheck(check, run).map(({ verdict }) => verdict) : runCheckParts(check, run)
  return verdicts.map(({ outcome }) => outcome)
}

describe('the checks of settings and objects', () => {
  it('have a case each, and the cases a check', () => {
    expect(cases.map(({ check }) => check).sort()).toEqual(settingAndObjectChecks.map(({ id }) => id).sort())
  })

  it.each(cases)('$check fails where it should', ({ check, failing }) => {
    expect(outcomes(check, failing)).toEqual(['fail'])
  })

  it.each(cases)('$check passes where it should', ({ check, passing }) => {
    expect(outcomes(check, passing)).toEqual(['pass'])
  })

  it.each(cases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    ({ check, notApplicable = [] }) => {
      for (const run of notApplicable) expect(outcomes(check, run)).toEqual(['not-applicable'])
    },
  )

  it('takes the severity of a health check risk from the rating', () => {
    const check = settingAndObjectChecks.find(({ id }) => id === 'salesforce/health-check-risk')
    const risk = { group: 'a', setting: 'b', value: undefined, standard: undefined, risk: 'HIGH_RISK' }
    expect(check && runCheck(check, { resource: risk })).toMatchObject({ outcome: 'fail', severity: 'high' })
    expect(check && runCheck(check, { resource: { ...risk, risk: 'LOW_RISK' } })).toMatchObject({ severity: 'low' })
  })

  it('calls an expired certificate worse than one that is about to expire', () => {
    const check = settingAndObjectChecks.find(({ id }) => id === 'salesforce/certificate-expiring')
    const resource = { name: 'Old', expiresAt: '2026-01-01', keySize: 2048, isPrivateKeyExportable: false }
    expect(check && runCheck(check, { resource, now: new Date('2026-02-01') })).toMatchObject({ severity: 'high' })
  })
})
