import { FeatureUnavailableError } from '@opencasb/core'
import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { policyCases as cases } from '../../../tests/cases/policies-cases.ts'
import { policyChecks } from './policy-checks.ts'

function check(id: string) {
  const found = policyChecks.find((one) => one.id === id)
  if (!found) throw new Error(`there is no check ${id}`)
  return found
}

const traps = (side: 'alsoFailing' | 'alsoPassing') =>
  cases.flatMap((one) => Object.entries(one[side] ?? {}).map(([name, run]) => ({ id: one.check, name, run })))

describe("the checks of the tenant's policies", () => {
  it('have a case each, and the cases a check', () => {
    expect(cases.map((one) => one.check).sort()).toEqual(policyChecks.map(({ id }) => id).sort())
  })

  it.each(cases)('$check fails where it should', (one) => {
    expect(runCheck(check(one.check), one.failing)).toMatchObject({ outcome: 'fail' })
  })

  it.each(cases)('$check passes where it should', (one) => {
    expect(runCheck(check(one.check), one.passing)).toEqual({ outcome: 'pass' })
  })

  it.each(traps('alsoFailing'))('$id fails for $name', ({ id, run }) => {
    expect(runCheck(check(id), run)).toMatchObject({ outcome: 'fail' })
  })

  it.each(traps('alsoPassing'))('$id passes for $name', ({ id, run }) => {
    expect(runCheck(check(id), run)).toEqual({ outcome: 'pass' })
  })

  it.each(cases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    (one) => {
      for (const run of one.notApplicable ?? [])
        expect(runCheck(check(one.check), run)).toMatchObject({
          outcome: 'not-applicable',
          why: expect.stringMatching(/\w{3}/),
        })
    },
  )

  it('neither pass nor fail where Microsoft does not tell', () => {
    const nothing = { resource: { methods: {} } }
    for (const id of [
      'm365/users-cannot-register-applications',
      'm365/guest-access-restricted',
      'm365/sms-method-disabled',
    ])
      expect(() => runCheck(check(id), nothing), id).toThrow(FeatureUnavailableError)
    const odd = { resource: { byTemplate: { '5cf42378-d67d-4f36-ba46-e8b86229381d': { LockoutThreshold: 'many' } } } }
    expect(() => runCheck(check('m365/lockout-threshold'), odd)).toThrow(FeatureUnavailableError)
  })

  it('say so where they read what Microsoft calls beta', () => {
    const beta = ['authentication-methods-preview', 'invitation-domains', 'external-identities-policy']
    for (const { id, on, vendorApi } of policyChecks)
      expect(vendorApi, id).toBe(beta.includes(on.name.slice('m365.'.length)) ? 'beta' : undefined)
  })
})
