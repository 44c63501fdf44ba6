import type { JsonObject } from '@opencasb/core'
import { runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import {
  aClassicRule,
  aMember,
  anApp,
  anOrganization,
  aRepository,
  aRule,
  ledger,
  payments,
} from '../../tests/cases/things.ts'
import { resolveProtection } from '../resources/repository/protection/resolve-protection.ts'
import { codeScanningAlerts, dependabotAlertChecks, secretScanningAlerts } from './alerts.ts'
import { appPermissionsNarrow } from './apps.ts'
import { rulesetsBindAdmins } from './default-branch-bypass.ts'
import { defaultBranchReviewRequired } from './default-branch-review-required.ts'
import { defaultRepositoryPermission } from './default-repository-permission.ts'
import { memberTwoFactorEnabled, ownersBounded } from './members.ts'
import { repositoryMaintained } from './repositories.ts'
import { repositoryAdminsEnough, repositoryOutsideCollaborators } from './repository-access.ts'
import { twoFactorRequired } from './two-factor-required.ts'

describe('how urgent a finding is', () => {
  it('depends on whether the member without second factor is an owner', () => {
    const judge = (role: string) =>
      runCheck(memberTwoFactorEnabled, { resource: aMember({ role }), facets: { twoFactor: false } })
    expect(judge('ADMIN')).toMatchObject({ severity: 'critical' })
    expect(judge('MEMBER')).not.toHaveProperty('severity')
  })

  it('depends on what every member may do', () => {
    const judge = (permission: string) =>
      runCheck(defaultRepositoryPermission, { resource: anOrganization(), facets: { permission } })
    expect(judge('admin')).toMatchObject({ outcome: 'fail', severity: 'high' })
    expect(judge('write')).not.toHaveProperty('severity')
    // A level that nobody knows yet is none of the harmless ones.
    expect(judge('supervise')).toMatchObject({ outcome: 'fail' })
  })

  it('depends on how far an app reaches', () => {
    const judge = (changes: Parameters<typeof anApp>[0]) => runCheck(appPermissionsNarrow, { resource: anApp(changes) })
    expect(judge({ permissions: { members: 'write' } })).toMatchObject({ severity: 'high' })
    expect(judge({ permissions: { contents: 'write' }, repositorySelection: 'all' })).toMatchObject({
      severity: 'high',
    })
    expect(judge({ permissions: { contents: 'write' } })).not.toHaveProperty('severity')
  })

  it('depends on whether a credential that was found works', () => {
    const alert = {
      number: 1,
      repository: payments,
      type: 'token',
      publiclyLeaked: false,
      createdAt: '2025-01-01T00:00:00Z',
    }
    const judge = (validity: string) =>
      runCheck(secretScanningAlerts, { resources: [{ ...alert, validity }] })[0]?.verdict
    expect(judge('active')).toMatchObject({ severity: 'critical' })
    expect(judge('unknown')).not.toHaveProperty('severity')
  })

  it('is lower where administrators can bypass rules for pull requests only', () => {
    const branch = resolveProtection({
      branch: 'main',
      classic: null,
      rules: [aRule('PULL_REQUEST', { requiredApprovingReviewCount: 1 })],
    })
    const judge = (mode: string) =>
      runCheck(rulesetsBindAdmins, {
        resource: aRepository(),
        facets: {
          protection: branch,
          bypass: { RRS_1: [{ kind: 'organization-owners', name: 'owners', mode, skips: 'everything' }] },
        },
      })
    expect(judge('pull-request')).toMatchObject({ outcome: 'fail', severity: 'low' })
    expect(judge('always')).not.toHaveProperty('severity')
  })
})

describe('alerts', () => {
  const alert = {
    number: 1,
    repository: payments,
    package: 'left',
    advisory: 'GHSA-1',
    createdAt: '2025-02-01T00:00:00Z',
  }

  it('are counted per repository and grade, with the oldest of them', () => {
    const [critical] = dependabotAlertChecks
    if (!critical) throw new Error('no check')
    const verdicts = runCheck(critical, {
      resources: [
        { ...alert, severity: 'critical' },
        { ...alert, number: 2, severity: 'critical', createdAt: '2025-01-01T00:00:00Z' },
        { ...alert, number: 3, severity: 'high' },
        { ...alert, number: 1, repository: ledger, severity: 'critical' },
      ],
    })
    expect(verdicts.map(({ asset, verdict }) => [asset.id, verdict])).toEqual([
      [
        'R_1',
        expect.objectContaining({
          outcome: 'fail',
          evidence: { count: 2, oldest: '2025-01-01T00:00:00Z', about: ['left (GHSA-1)'] },
        }),
      ],
      ['R_2', expect.objectContaining({ outcome: 'fail' })],
    ])
  })

  it('[F32] survive a repository whose id is the name of a property that all objects have', () => {
    const odd = { ...payments, id: '__proto__' }
    const verdicts = runCheck(codeScanningAlerts, {
      resources: [{ number: 1, repository: odd, severity: 'high', rule: 'x', createdAt: '2025-01-01T00:00:00Z' }],
    })
    expect(verdicts).toHaveLength(1)
    expect(Object.prototype).not.toHaveProperty('count')
  })
})

describe('parameters and profiles', () => {
  const judge = (params: JsonObject, count: number) =>
    runCheck(defaultBranchReviewRequired, {
      resource: aRepository(),
      facets: {
        protection: resolveProtection({
          branch: 'main',
          classic: aClassicRule({ requiresApprovingReviews: true, requiredApprovingReviewCount: count }),
          rules: [],
        }),
      },
      params,
    }).outcome

  it('say how many approvals are enough', () => {
    expect(judge({}, 1)).toBe('pass')
    expect(judge({ minApprovals: 2 }, 1)).toBe('fail')
    expect(judge(defaultBranchReviewRequired.profiles?.['cis'] ?? {}, 2)).toBe('pass')
  })

  it('say how many owners there may be', () => {
    const resources = [1, 2, 3, 4].map((n) => aMember({ id: `U_${n}`, role: 'ADMIN' }))
    expect(runCheck(ownersBounded, { resources, params: { maximum: 4 } })[0]?.verdict.outcome).toBe('pass')
    expect(runCheck(ownersBounded, { resources: resources.slice(3) })[0]?.verdict).toMatchObject({
      outcome: 'fail',
      evidence: { count: 1, minimum: 2 },
    })
  })

  it('say whether an identity provider is trusted with the second factor', () => {
    const facets = { required: false, signIn: { provider: true, managedUsers: false } }
    const run = { resource: anOrganization(), facets }
    expect(runCheck(twoFactorRequired, run).outcome).toBe('not-applicable')
    expect(runCheck(twoFactorRequired, { ...run, params: { trustSingleSignOn: false } }).outcome).toBe('fail')
  })

  it('say after how many months a repository is abandoned, by the calendar', () => {
    const abandoned = (pushedAt: string, months: number) =>
      runCheck(repositoryMaintained, { resource: aRepository({ pushedAt }), params: { months } }).outcome
    expect(abandoned('2025-07-01T00:00:00Z', 6)).toBe('fail')
    expect(abandoned('2025-07-02T00:00:00Z', 6)).toBe('pass')
  })

  it('say whether owners count among the administrators of a repository, and count nobody twice', () => {
    const run = {
      resource: aRepository(),
      facets: { people: [{ id: 'U_1', login: 'dev-1', url: '', permission: 'ADMIN' }] },
      lookups: { owners: { 'acme/U_1': 'acme', 'other/U_9': 'other' } },
    }
    expect(runCheck(repositoryAdminsEnough, run)).toMatchObject({ outcome: 'fail', evidence: { count: 1 } })
    expect(runCheck(repositoryAdminsEnough, { ...run, params: { countOwners: false, minimum: 1 } }).outcome).toBe(
      'pass',
    )
  })
})

describe('outside collaborators of a repository', () => {
  it('are a finding each, named by their id, and more urgent as administrators', () => {
    const person = (n: number, permission: string) => ({ id: `U_${n}`, login: `guest-${n}`, url: '', permission })
    const verdicts = runCheckParts(repositoryOutsideCollaborators, {
      resource: aRepository(),
      facets: { people: [person(1, 'READ'), person(2, 'ADMIN'), person(3, 'ADMIN'), person(4, 'READ')] },
      lookups: { outside: { U_1: true, U_2: true, U_4: true } },
      params: { allowed: ['GUEST-4'] },
    })
    expect(verdicts).toMatchObject([
      { outcome: 'fail', part: 'U_1' },
      { outcome: 'fail', part: 'U_2', severity: 'high' },
    ])
  })
})
