import { describe, expect, it } from 'vitest'
import { aClassicRule, aRule } from '../../../../tests/cases/things.ts'
import type { DefaultBranchProtection } from './requirement.ts'
import { type BranchAnswer, resolveProtection } from './resolve-protection.ts'

interface Row {
  readonly story: string
  readonly branch: Partial<BranchAnswer>
  readonly expected: (protection: DefaultBranchProtection) => unknown
  readonly toBe: unknown
}

const pull = (count: number, more: Record<string, unknown> = {}, ruleset: Parameters<typeof aRule>[2] = {}) =>
  aRule('PULL_REQUEST', { requiredApprovingReviewCount: count, ...more }, ruleset)
const reviews = (count: number | null, more: Parameters<typeof aClassicRule>[0] = {}) =>
  aClassicRule({ requiresApprovingReviews: true, requiredApprovingReviewCount: count, ...more })
const ids = (requirement: { readonly by: readonly { readonly id: string }[] }) => requirement.by.map(({ id }) => id)

const rows: readonly Row[] = [
  {
    story: 'a branch without rules demands nothing',
    branch: {},
    expected: ({ sources, approvals, noForcePush, noDeletion }) => [
      sources.length,
      approvals.count,
      noForcePush.inForce,
      noDeletion.inForce,
    ],
    toBe: [0, 0, false, false],
  },
  {
    story: 'a classic rule alone counts',
    branch: { classic: reviews(2) },
    expected: ({ approvals, pullRequest }) => [approvals.count, ids(approvals), pullRequest.inForce],
    toBe: [2, ['BPR_1'], true],
  },
  {
    story: 'a ruleset alone counts: the branch is not unprotected for want of a classic rule',
    branch: { rules: [pull(1), aRule('NON_FAST_FORWARD'), aRule('DELETION')] },
    expected: ({ sources, approvals, noForcePush, noDeletion }) => [
      sources.length,
      approvals.count,
      noForcePush.inForce,
      noDeletion.inForce,
    ],
    toBe: [1, 1, true, true],
  },
  {
    story: 'of several sources the strictest counts, and is named',
    branch: { classic: reviews(1), rules: [pull(2, {}, { id: 'RRS_2' }), pull(1, {}, { id: 'RRS_3' })] },
    expected: ({ approvals, review }) => [approvals.count, ids(approvals), ids(review)],
    toBe: [2, ['RRS_2'], ['BPR_1', 'RRS_2', 'RRS_3']],
  },
  {
    story: 'a ruleset that is only evaluated counts for nothing',
    branch: { rules: [pull(2, {}, { enforcement: 'EVALUATE' })] },
    expected: ({ sources, approvals }) => [sources.length, approvals.count],
    toBe: [0, 0],
  },
  {
    story: 'a ruleset that is switched off counts for nothing',
    branch: { rules: [aRule('NON_FAST_FORWARD', {}, { enforcement: 'DISABLED' })] },
    expected: ({ noForcePush }) => noForcePush.inForce,
    toBe: false,
  },
  {
    story: '[F44] an enforcement that nobody knows yet proves nothing',
    branch: { rules: [aRule('NON_FAST_FORWARD', {}, { enforcement: 'SOMETIMES' })] },
    expected: ({ noForcePush }) => noForcePush.inForce,
    toBe: false,
  },
  {
    story: '[F44] a rule that nobody knows yet is a source, and meets no demand',
    branch: { rules: [aRule('FROM_THE_FUTURE')] },
    expected: ({ sources, pullRequest }) => [sources.length, pullRequest.inForce],
    toBe: [1, false],
  },
  {
    story: 'pull requests without a number of approvals are no review',
    branch: { classic: reviews(0) },
    expected: ({ pullRequest, approvals, review }) => [pullRequest.inForce, approvals.count, review.inForce],
    toBe: [true, 0, false],
  },
  {
    story: 'a number of approvals that is left over from a switched-off requirement does not count',
    branch: { classic: aClassicRule({ requiresApprovingReviews: false, requiredApprovingReviewCount: 2 }) },
    expected: ({ approvals }) => approvals.count,
    toBe: 0,
  },
  {
    story: 'options of reviews do not count where reviews are not required',
    branch: { classic: aClassicRule({ dismissesStaleReviews: true, requiresCodeOwnerReviews: true }) },
    expected: ({ staleDismissal, codeOwnerReview }) => [staleDismissal.inForce, codeOwnerReview.inForce],
    toBe: [false, false],
  },
  {
    story: 'stale approvals are dismissed if any source dismisses them',
    branch: { classic: reviews(2), rules: [pull(0, { dismissStaleReviewsOnPush: true })] },
    expected: ({ staleDismissal }) => ids(staleDismissal),
    toBe: ['RRS_1'],
  },
  {
    story: 'status checks that are required without naming one are none',
    branch: { classic: aClassicRule({ requiresStatusChecks: true, requiresStrictStatusChecks: true }) },
    expected: ({ statusChecks, upToDate }) => [statusChecks.inForce, upToDate.inForce],
    toBe: [false, false],
  },
  {
    story: 'names of status checks that are left over from a switched-off requirement do not count',
    branch: { classic: aClassicRule({ requiresStatusChecks: false, requiredStatusCheckContexts: ['ci'] }) },
    expected: ({ statusChecks }) => statusChecks.checks,
    toBe: [],
  },
  {
    story: 'a ruleset with an empty list of status checks requires none',
    branch: {
      rules: [aRule('REQUIRED_STATUS_CHECKS', { strictRequiredStatusChecksPolicy: true, requiredStatusChecks: [] })],
    },
    expected: ({ statusChecks, upToDate }) => [statusChecks.inForce, upToDate.inForce],
    toBe: [false, false],
  },
  {
    story: 'status checks of all sources add up',
    branch: {
      classic: aClassicRule({ requiresStatusChecks: true, requiredStatusCheckContexts: ['ci', 'lint'] }),
      rules: [aRule('REQUIRED_STATUS_CHECKS', { requiredStatusChecks: [{ context: 'ci' }, { context: 'scan' }] })],
    },
    expected: ({ statusChecks }) => statusChecks.checks,
    toBe: ['ci', 'lint', 'scan'],
  },
  {
    story: 'required workflows hold a merge back as status checks do',
    branch: { rules: [aRule('WORKFLOWS')] },
    expected: ({ statusChecks }) => [statusChecks.inForce, statusChecks.checks],
    toBe: [true, ['workflows']],
  },
  {
    story: 'a merge queue keeps changes up to date',
    branch: { rules: [aRule('MERGE_QUEUE')] },
    expected: ({ upToDate }) => upToDate.inForce,
    toBe: true,
  },
  {
    story: 'strict status checks of a ruleset keep changes up to date',
    branch: {
      rules: [
        aRule('REQUIRED_STATUS_CHECKS', {
          strictRequiredStatusChecksPolicy: true,
          requiredStatusChecks: [{ context: 'ci' }],
        }),
      ],
    },
    expected: ({ upToDate }) => upToDate.inForce,
    toBe: true,
  },
  {
    story: 'a classic rule that allows force pushes does not undo the ruleset that blocks them',
    branch: { classic: aClassicRule({ allowsForcePushes: true }), rules: [aRule('NON_FAST_FORWARD')] },
    expected: ({ noForcePush }) => [noForcePush.inForce, ids(noForcePush)],
    toBe: [true, ['RRS_1']],
  },
  {
    story: 'a classic rule blocks force pushes and deletion by itself',
    branch: { classic: aClassicRule({ allowsForcePushes: false, allowsDeletions: false }) },
    expected: ({ noForcePush, noDeletion }) => [noForcePush.inForce, noDeletion.inForce],
    toBe: [true, true],
  },
  {
    story: 'an update rule restricts pushes as a classic restriction does',
    branch: { rules: [aRule('UPDATE')] },
    expected: ({ pushRestriction }) => pushRestriction.inForce,
    toBe: true,
  },
  {
    story: 'conversations are held by the pull request rule or by a rule of their own',
    branch: { rules: [pull(0, { requiredReviewThreadResolution: true })] },
    expected: ({ conversationResolution }) => conversationResolution.inForce,
    toBe: true,
  },
  {
    story: 'signatures, linear history and last-push approval come from either kind',
    branch: {
      classic: aClassicRule({ requiresCommitSignatures: true }),
      rules: [aRule('REQUIRED_LINEAR_HISTORY'), pull(1, { requireLastPushApproval: true })],
    },
    expected: ({ signatures, linearHistory, lastPushApproval }) => [
      signatures.by[0]?.kind,
      linearHistory.by[0]?.kind,
      lastPushApproval.inForce,
    ],
    toBe: ['classic', 'ruleset', true],
  },
  {
    story: 'the level of a ruleset is told',
    branch: {
      rules: [
        pull(1, {}, { id: 'A', source: 'Organization' }),
        pull(1, {}, { id: 'B', source: 'Enterprise' }),
        pull(1, {}, { id: 'C', source: 'Repository' }),
      ],
    },
    expected: ({ sources }) => sources.map(({ level }) => level),
    toBe: ['organization', 'enterprise', 'repository'],
  },
  {
    story: 'several rules of one ruleset are one source',
    branch: { rules: [pull(1), aRule('DELETION')] },
    expected: ({ sources }) => sources.length,
    toBe: 1,
  },
  {
    story: 'an empty repository has no default branch, and nothing to demand',
    branch: { branch: null, rules: [pull(2)] },
    expected: ({ branch, sources }) => [branch, sources.length],
    toBe: [null, 0],
  },
  {
    story: 'parameters of another type than expected are no demand',
    branch: { rules: [aRule('PULL_REQUEST', { requiredApprovingReviewCount: '2', dismissStaleReviewsOnPush: 'yes' })] },
    expected: ({ approvals, staleDismissal }) => [approvals.count, staleDismissal.inForce],
    toBe: [0, false],
  },
]

describe('the protection of a default branch', () => {
  it.each(rows)('$story', ({ branch, expected, toBe }) => {
    expect(expected(resolveProtection({ branch: 'main', classic: null, rules: [], ...branch }))).toEqual(toBe)
  })
})
