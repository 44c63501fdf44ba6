import { resolveProtection } from '../../src/resources/repository/protection/resolve-protection.ts'
import type { CheckCase } from './check-case.ts'
import { aClassicRule, aRepository, aRepositorySecurity, aRule } from './things.ts'

const resource = aRepository()
const archived = aRepository({ archived: true })
const fork = aRepository({ fork: true })
const nothing = resolveProtection({ branch: 'main', classic: null, rules: [] })
const empty = resolveProtection({ branch: null, classic: null, rules: [] })
const locked = resolveProtection({ branch: 'main', classic: aClassicRule({ lockBranch: true }), rules: [] })

const strictPullRequests = {
  requiredApprovingReviewCount: 2,
  dismissStaleReviewsOnPush: true,
  requireCodeOwnerReview: true,
  requireLastPushApproval: true,
  requiredReviewThreadResolution: true,
}
const everything = resolveProtection({
  branch: 'main',
  classic: aClassicRule({
    requiresApprovingReviews: true,
    requiredApprovingReviewCount: 2,
    restrictsReviewDismissals: true,
  }),
  rules: [
    aRule('PULL_REQUEST', strictPullRequests),
    aRule('REQUIRED_STATUS_CHECKS', {
      strictRequiredStatusChecksPolicy: true,
      requiredStatusChecks: [{ context: 'ci' }],
    }),
    aRule('REQUIRED_SIGNATURES'),
    aRule('REQUIRED_LINEAR_HISTORY'),
    aRule('NON_FAST_FORWARD'),
    aRule('DELETION'),
    aRule('UPDATE'),
  ],
})
/** Approvals and status checks, and nothing that goes with them. */
const bare = resolveProtection({
  branch: 'main',
  classic: aClassicRule({
    requiresApprovingReviews: true,
    requiredApprovingReviewCount: 1,
    requiresStatusChecks: true,
    requiredStatusCheckContexts: ['ci'],
  }),
  rules: [],
})

function branchCase(name: string, failing = nothing, notApplicable: readonly (typeof nothing)[] = []): CheckCase {
  return {
    check: `github/default-branch-${name}`,
    failing: { resource, facets: { protection: failing } },
    passing: { resource, facets: { protection: everything } },
    notApplicable: [
      { resource: archived, facets: { protection: nothing } },
      { resource, facets: { protection: empty } },
      ...notApplicable.map((protection) => ({ resource, facets: { protection } })),
    ],
  }
}

const exempt = resolveProtection({
  branch: 'main',
  classic: aClassicRule({ isAdminEnforced: false, requiresApprovingReviews: true, requiredApprovingReviewCount: 1 }),
  rules: [],
})
const byRuleset = resolveProtection({
  branch: 'main',
  classic: null,
  rules: [aRule('PULL_REQUEST', { requiredApprovingReviewCount: 1 })],
})
const owners = { kind: 'organization-owners', name: 'organisation owners', mode: 'always', skips: 'everything' }
const app = { kind: 'app', name: 'acme-ci', mode: 'always', skips: 'everything' }
const outsider = { id: 'U_9', login: 'guest', url: 'https://github.com/guest', permission: 'WRITE' }
const admins = ['1', '2', '3', '4'].map((n) => ({ id: `U_${n}`, login: `dev-${n}`, url: '', permission: 'ADMIN' }))

export const repositoryCases: readonly CheckCase[] = [
  {
    check: 'github/repository-not-public',
    failing: { resource: aRepository({ visibility: 'PUBLIC' }) },
    passing: { resource },
    notApplicable: [{ resource: aRepository({ visibility: 'PUBLIC' }), params: { allowed: ['pay*'] } }],
  },
  {
    check: 'github/public-repository-security-policy',
    failing: { resource: aRepository({ visibility: 'PUBLIC' }), facets: { policy: false } },
    passing: { resource: aRepository({ visibility: 'PUBLIC' }), facets: { policy: true } },
    notApplicable: [
      { resource, facets: { policy: false } },
      { resource: aRepository({ visibility: 'PUBLIC', archived: true }), facets: { policy: false } },
      { resource: aRepository({ visibility: 'PUBLIC', fork: true }), facets: { policy: false } },
    ],
  },
  {
    check: 'github/repository-maintained',
    failing: { resource: aRepository({ pushedAt: '2024-12-31T00:00:00Z' }) },
    passing: { resource: aRepository({ pushedAt: '2025-01-02T00:00:00Z' }) },
    notApplicable: [{ resource: archived }, { resource: aRepository({ mirror: true, pushedAt: null }) }],
  },
  {
    check: 'github/private-repository-forking',
    failing: { resource: aRepository({ forkingAllowed: true }) },
    passing: { resource },
    notApplicable: [
      { resource: aRepository({ visibility: 'PUBLIC', forkingAllowed: true }) },
      { resource: aRepository({ archived: true, forkingAllowed: true }) },
    ],
  },
  {
    check: 'github/branches-deleted-on-merge',
    failing: { resource: aRepository({ deletesBranchOnMerge: false }) },
    passing: { resource },
    notApplicable: [{ resource: archived }, { resource: fork }],
  },
  {
    check: 'github/code-owners-present',
    failing: { resource, facets: { present: false } },
    passing: { resource, facets: { present: true } },
    notApplicable: [
      { resource: archived, facets: { present: false } },
      { resource: fork, facets: { present: false } },
    ],
  },
  {
    check: 'github/dependabot-alerts-on',
    failing: { resource, facets: { enabled: false } },
    passing: { resource, facets: { enabled: true } },
    notApplicable: [{ resource: archived, facets: { enabled: false } }],
  },
  ...(['secretScanning', 'pushProtection', 'dependabotUpdates'] as const).map((feature, index): CheckCase => {
    const values = (on: boolean | undefined): Record<string, unknown> => ({
      features: { secretScanning: undefined, pushProtection: undefined, dependabotUpdates: undefined, [feature]: on },
    })
    return {
      check: ['github/secret-scanning-on', 'github/push-protection-on', 'github/dependabot-updates-on'][index] ?? '',
      failing: { resource: aRepositorySecurity(), facets: values(false) },
      passing: { resource: aRepositorySecurity(), facets: values(true) },
      notApplicable: [
        { resource: aRepositorySecurity(), facets: values(undefined) },
        { resource: aRepositorySecurity(null, { archived: true }), facets: values(false) },
      ],
    }
  }),
  {
    check: 'github/repository-outside-collaborators',
    failing: { resource, facets: { people: [outsider] }, lookups: { outside: { U_9: true } }, params: {} },
    passing: { resource, facets: { people: [outsider] }, lookups: { outside: {} } },
  },
  {
    check: 'github/repository-admins-few',
    failing: { resource, facets: { people: admins } },
    passing: { resource, facets: { people: admins.slice(1) } },
    notApplicable: [{ resource: archived, facets: { people: admins } }],
  },
  {
    check: 'github/repository-admins-enough',
    failing: { resource, facets: { people: [] }, lookups: { owners: { 'acme/U_1': 'acme' } } },
    passing: { resource, facets: { people: admins.slice(1, 2) }, lookups: { owners: { 'acme/U_1': 'acme' } } },
    notApplicable: [{ resource: archived, facets: { people: [] }, lookups: { owners: {} } }],
  },
  branchCase('protected'),
  branchCase('review-required', nothing, [locked]),
  branchCase('force-push-blocked', nothing, [locked]),
  branchCase('deletion-blocked'),
  branchCase('stale-approvals-dismissed', bare, [nothing, locked]),
  branchCase('code-owner-review', bare, [nothing]),
  branchCase('last-push-approval', bare, [nothing]),
  branchCase('conversations-resolved', bare, [nothing]),
  branchCase('dismissal-restricted', bare, [nothing, byRuleset]),
  branchCase('status-checks-required', nothing, [locked]),
  branchCase('up-to-date', bare, [nothing]),
  branchCase('signed-commits', nothing, [locked]),
  branchCase('linear-history', nothing, [locked]),
  branchCase('pushes-restricted', nothing, [bare, locked]),
  {
    check: 'github/default-branch-admins-bound',
    failing: { resource, facets: { protection: exempt } },
    passing: { resource, facets: { protection: bare } },
    notApplicable: [
      { resource, facets: { protection: byRuleset } },
      { resource, facets: { protection: empty } },
    ],
  },
  {
    check: 'github/default-branch-rulesets-bind-admins',
    failing: { resource, facets: { protection: byRuleset, bypass: { RRS_1: [owners] } } },
    passing: { resource, facets: { protection: byRuleset, bypass: { RRS_1: [app] } } },
    notApplicable: [{ resource, facets: { protection: bare, bypass: {} } }],
  },
  {
    check: 'github/default-branch-no-exemptions',
    failing: { resource, facets: { protection: bare, bypass: { BPR_1: [{ ...app, skips: 'reviews' }] } } },
    passing: { resource, facets: { protection: bare, bypass: { BPR_1: [] } } },
    notApplicable: [{ resource, facets: { protection: byRuleset, bypass: {} } }],
  },
  {
    check: 'github/default-branch-rulesets-no-exemptions',
    failing: { resource, facets: { protection: byRuleset, classic: {}, rulesets: { RRS_1: [app] } } },
    passing: { resource, facets: { protection: byRuleset, classic: {}, rulesets: { RRS_1: [owners] } } },
    notApplicable: [{ resource, facets: { protection: bare, classic: {}, rulesets: {} } }],
  },
]
