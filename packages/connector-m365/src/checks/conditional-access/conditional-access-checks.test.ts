import { UnexpectedAnswerError } from '@opencasb/core'
import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { conditionalAccessCases as cases } from '../../../tests/cases/conditional-access-cases.ts'
import { aPolicy, aTenant, everyone, idOf } from '../../../tests/cases/conditional-access-policies.ts'
import { templates } from '../../../tests/cases/conditional-access-templates.ts'
import { testPolicyCases } from '../../../tests/cases/test-policy-cases.ts'
import { conditionalAccessChecks } from './conditional-access-checks.ts'

function check(id: string) {
  const found = conditionalAccessChecks.find((one) => one.id === id)
  if (!found) throw new Error(`there is no check ${id}`)
  return found
}

describe('the checks of Conditional Access', () => {
  testPolicyCases(conditionalAccessChecks, cases)

  it('are the same for any order of the policies', () => {
    const policies = Object.values(templates).map((policy, at) => aPolicy({ ...policy, name: `${at}` }, at))
    const there = aTenant([], { policies })
    const back = aTenant([], { policies: policies.toReversed() })
    for (const one of conditionalAccessChecks.filter(({ on }) => on.name === 'm365.conditional-access')) {
      const lookups = Object.keys(one.lookup).length > 0 ? { lookups: { setting: {} } } : {}
      expect(runCheck(one, { resource: there, ...lookups })).toEqual(runCheck(one, { resource: back, ...lookups }))
    }
  })
})

describe('the finding', () => {
  const mfa = check('m365/mfa-required-for-all-users')

  it('is less severe where only some are left out, and says whom', () => {
    const resource = aTenant([{ ...templates.mfaForAllUsers, users: { ...everyone, excludeGroups: [idOf(3)] } }])
    expect(runCheck(mfa, { resource })).toEqual({
      outcome: 'fail',
      message: `Sign-ins without multifactor authentication are possible in acme for members of group ${idOf(3)}`,
      severity: 'medium',
      evidence: {
        leftOpen: [`members of group ${idOf(3)}`],
        leftOpenTotal: 1,
        excludedUsers: 0,
        excludedGroups: 1,
        policiesCounted: ['policy 1'],
        policiesOnlyReporting: 0,
        securityDefaults: false,
      },
    })
  })

  it('names the roles that are left out', () => {
    const users = { includeRoles: templates.mfaForAdmins.users.includeRoles.slice(1) }
    const verdict = runCheck(check('m365/mfa-required-for-administrators'), {
      resource: aTenant([{ ...templates.mfaForAdmins, users }]),
    })
    expect(verdict).toMatchObject({
      message: 'Administrators can sign in without multifactor authentication in acme for role Global Administrator',
      severity: 'critical',
    })
  })

  it('is short where many are left out', () => {
    const users = { ...everyone, excludeGroups: Array.from({ length: 40 }, (_, at) => idOf(100 + at)) }
    const verdict = runCheck(mfa, { resource: aTenant([{ ...templates.mfaForAllUsers, users }]) })
    expect(verdict).toMatchObject({ outcome: 'fail', message: expect.stringMatching(/; and \d+ more$/) })
    expect(verdict).toMatchObject({ evidence: { leftOpenTotal: 40, excludedGroups: 40 } })
    expect(verdict.outcome === 'fail' && verdict.evidence['leftOpen']).toHaveLength(20)
  })

  it('is none where it depends on what cannot be read: the check is unknown', () => {
    const resource = aTenant([{ ...templates.mfaForAllUsers, conditions: { agentRiskLevels: ['high'] } }])
    expect(() => runCheck(mfa, { resource })).toThrow(UnexpectedAnswerError)
    expect(() => runCheck(mfa, { resource })).toThrow('policy 1 (agentRiskLevels)')
  })

  it('is none where only tolerated users are open for certain, and others perhaps', () => {
    const users = { ...everyone, excludeUsers: [idOf(1)] }
    const strange = { ...templates.mfaForAllUsers, users, conditions: { agentRiskLevels: ['high'] } }
    expect(() => runCheck(mfa, { resource: aTenant([strange]) })).toThrow('policy 1 (agentRiskLevels)')
    const plain = { ...templates.mfaForAllUsers, users }
    expect(runCheck(mfa, { resource: aTenant([plain, strange]) })).toEqual({ outcome: 'pass' })
  })

  it('is none where tolerated users are more than were looked for', () => {
    const users = { ...everyone, excludeUsers: Array.from({ length: 600 }, (_, at) => idOf(100 + at)) }
    const resource = aTenant([{ ...templates.mfaForAllUsers, users }])
    expect(() => runCheck(mfa, { resource, params: { toleratedUsers: 600 } })).toThrow('too many')
  })
})
