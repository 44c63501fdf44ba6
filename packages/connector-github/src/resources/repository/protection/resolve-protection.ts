import type { BranchRule } from './branch-rule.ts'
import type { ClassicRule } from './classic-rule.ts'
import type { ProtectionSource } from './protection-source.ts'
import type { DefaultBranchProtection, Requirement } from './requirement.ts'

/** What GitHub says of a default branch. */
export interface BranchAnswer {
  /** `null` in an empty repository. */
  readonly branch: string | null
  readonly classic: ClassicRule | null
  readonly rules: readonly BranchRule[]
}

/** One source with all that it asks for. */
interface Demand {
  readonly source: ProtectionSource
  readonly pullRequest: boolean
  readonly approvals: number
  readonly staleDismissal: boolean
  readonly codeOwnerReview: boolean
  readonly lastPushApproval: boolean
  readonly dismissalRestriction: boolean
  readonly statusChecks: readonly string[]
  readonly upToDate: boolean
  readonly conversationResolution: boolean
  readonly signatures: boolean
  readonly linearHistory: boolean
  readonly noForcePush: boolean
  readonly noDeletion: boolean
  readonly pushRestriction: boolean
  readonly locked: boolean
}

/**
 * Works out what the default branch demands. Sources add up, the strictest counts; rulesets that are switched off or
 * only evaluated count for nothing.
 * @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#about-rule-layering
 */
export function resolveProtection({ branch, classic, rules }: BranchAnswer): DefaultBranchProtection {
  const demands = branch === null ? [] : [...(classic ? [demandOf(classic)] : []), ...demandsOf(rules)]
  const requirement = (imposes: (demand: Demand) => boolean): Requirement => {
    const by = demands.filter(imposes).map(({ source }) => source)
    return { inForce: by.length > 0, by }
  }
  const count = Math.max(0, ...demands.map(({ approvals }) => approvals))
  return {
    branch,
    sources: demands.map(({ source }) => source),
    pullRequest: requirement((demand) => demand.pullRequest),
    approvals: { count, ...requirement(({ approvals }) => approvals > 0 && approvals === count) },
    review: requirement(({ approvals }) => approvals > 0),
    staleDismissal: requirement((demand) => demand.staleDismissal),
    codeOwnerReview: requirement((demand) => demand.codeOwnerReview),
    lastPushApproval: requirement((demand) => demand.lastPushApproval),
    dismissalRestriction: requirement((demand) => demand.dismissalRestriction),
    statusChecks: {
      checks: [...new Set(demands.flatMap(({ statusChecks }) => statusChecks))],
      ...requirement(({ statusChecks }) => statusChecks.length > 0),
    },
    upToDate: requirement((demand) => demand.upToDate),
    conversationResolution: requirement((demand) => demand.conversationResolution),
    signatures: requirement((demand) => demand.signatures),
    linearHistory: requirement((demand) => demand.linearHistory),
    noForcePush: requirement((demand) => demand.noForcePush),
    noDeletion: requirement((demand) => demand.noDeletion),
    pushRestriction: requirement((demand) => demand.pushRestriction),
    locked: requirement((demand) => demand.locked),
  }
}

function demandOf(rule: ClassicRule): Demand {
  const reviews = rule.requiresApprovingReviews
  // GitHub keeps the names of checks and the "up to date" tick when the requirement itself is switched off.
  const statusChecks = rule.requiresStatusChecks ? rule.requiredStatusCheckContexts : []
  return {
    source: {
      kind: 'classic',
      id: rule.id,
      name: rule.pattern,
      level: 'repository',
      bindsAdministrators: rule.isAdminEnforced,
    },
    pullRequest: reviews,
    approvals: reviews ? (rule.requiredApprovingReviewCount ?? 0) : 0,
    staleDismissal: reviews && rule.dismissesStaleReviews,
    codeOwnerReview: reviews && rule.requiresCodeOwnerReviews,
    lastPushApproval: reviews && rule.requireLastPushApproval,
    dismissalRestriction: reviews && rule.restrictsReviewDismissals,
    statusChecks,
    upToDate: statusChecks.length > 0 && rule.requiresStrictStatusChecks,
    conversationResolution: rule.requiresConversationResolution,
    signatures: rule.requiresCommitSignatures,
    linearHistory: rule.requiresLinearHistory,
    noForcePush: !rule.allowsForcePushes,
    noDeletion: !rule.allowsDeletions,
    pushRestriction: rule.restrictsPushes,
    locked: rule.lockBranch,
  }
}

const levels: Readonly<Record<string, ProtectionSource['level']>> = {
  Organization: 'organization',
  Enterprise: 'enterprise',
}

/** One demand per ruleset that is enforced. */
function demandsOf(rules: readonly BranchRule[]): Demand[] {
  const byRuleset = new Map<string, BranchRule[]>()
  for (const rule of rules) {
    // An enforcement that we do not know proves nothing.
    if (rule.ruleset.enforcement !== 'ACTIVE') continue
    byRuleset.set(rule.ruleset.id, [...(byRuleset.get(rule.ruleset.id) ?? []), rule])
  }
  return [...byRuleset.values()].flatMap((group) => {
    const [first] = group
    return first ? [demandOfRuleset(first, group)] : []
  })
}

function demandOfRuleset({ ruleset }: BranchRule, rules: readonly BranchRule[]): Demand {
  const has = (type: string): boolean => rules.some((rule) => rule.type === type)
  const pulls = rules.filter(({ type }) => type === 'PULL_REQUEST').map(({ parameters }) => parameters)
  const checks = rules.filter(({ type }) => type === 'REQUIRED_STATUS_CHECKS').map(({ parameters }) => parameters)
  const anyPull = (parameter: string): boolean => pulls.some((parameters) => parameters[parameter] === true)
  const named = checks.flatMap((parameters) => contextsOf(parameters['requiredStatusChecks']))
  // Required workflows and code scanning results hold a merge back just as status checks do.
  const others = ['WORKFLOWS', 'REQUIRED_WORKFLOW_STATUS_CHECKS', 'CODE_SCANNING'].filter(has)
  const statusChecks = [...named, ...others.map((type) => type.toLowerCase().replaceAll('_', ' '))]
  const strict = checks.some((parameters) => parameters['strictRequiredStatusChecksPolicy'] === true)
  return {
    source: {
      kind: 'ruleset',
      id: ruleset.id,
      name: ruleset.name,
      level: levels[ruleset.source] ?? 'repository',
      bindsAdministrators: undefined,
    },
    pullRequest: pulls.length > 0,
    approvals: Math.max(0, ...pulls.map((parameters) => numberOf(parameters['requiredApprovingReviewCount']))),
    staleDismissal: anyPull('dismissStaleReviewsOnPush'),
    codeOwnerReview: anyPull('requireCodeOwnerReview'),
    lastPushApproval: anyPull('requireLastPushApproval'),
    dismissalRestriction: false,
    statusChecks,
    // A merge queue tests each change on top of those before it.
    upToDate: (strict && named.length > 0) || has('MERGE_QUEUE'),
    conversationResolution: anyPull('requiredReviewThreadResolution') || has('REQUIRED_REVIEW_THREAD_RESOLUTION'),
    signatures: has('REQUIRED_SIGNATURES'),
    linearHistory: has('REQUIRED_LINEAR_HISTORY'),
    noForcePush: has('NON_FAST_FORWARD'),
    noDeletion: has('DELETION'),
    pushRestriction: has('UPDATE'),
    locked: has('LOCK_BRANCH'),
  }
}

function contextsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((check: unknown) => {
    const context = (check as { context?: unknown } | null)?.context
    return typeof context === 'string' ? [context] : []
  })
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
