import { FeatureUnavailableError } from '@opencasb/core'
import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { policyCases as cases } from '../../../tests/cases/policies-cases.ts'
import { testPolicyCases } from '../../../tests/cases/test-policy-cases.ts'
import { policyChecks } from './policy-checks.ts'

function check(id: string) {
  const found = policyChecks.find((one) => one.id === id)
  if (!found) throw new Error(`there is no check ${id}`)
  return found
}

describe("the checks of the tenant's policies", () => {
  testPolicyCases(policyChecks, cases)

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
