import type { Dice } from '@opencasb/simulator-kit'

/** Who may go past a ruleset. */
export interface BypassActor {
  readonly type: 'OrganizationAdmin' | 'RepositoryRole' | 'Team' | 'Integration' | 'DeployKey'
  /** Absent for deploy keys. */
  readonly id: number | undefined
  readonly mode: 'always' | 'pull_request'
}

/** One rule, with its parameters as the REST API writes them. */
export interface Rule {
  readonly type: string
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** A ruleset of a repository or an organisation. */
export interface Ruleset {
  readonly id: number
  readonly name: string
  readonly target: 'branch' | 'tag' | 'push'
  readonly enforcement: 'active' | 'evaluate' | 'disabled'
  readonly bypassActors: readonly BypassActor[]
  readonly refs: { readonly include: readonly string[]; readonly exclude: readonly string[] }
  /** Organisation rulesets only: names of the repositories that it is for. */
  readonly repositories: { readonly include: readonly string[]; readonly exclude: readonly string[] } | undefined
  readonly rules: readonly Rule[]
  readonly createdAt: number
  readonly updatedAt: number
}

const day = 86_400_000

/** Ids of the built-in repository roles, as bypass actors name them. */
export const repositoryRoles = { 1: 'read', 2: 'maintain', 3: 'triage', 4: 'write', 5: 'admin' } as const

function makePullRequest(approvals: number, strict: boolean): Rule {
  return {
    type: 'pull_request',
    parameters: {
      required_approving_review_count: approvals,
      dismiss_stale_reviews_on_push: strict,
      require_code_owner_review: strict,
      require_last_push_approval: strict,
      required_review_thread_resolution: strict,
      allowed_merge_methods: ['merge', 'squash', 'rebase'],
    },
  }
}

function makeStatusChecks(strict: boolean): Rule {
  return {
    type: 'required_status_checks',
    parameters: {
      strict_required_status_checks_policy: strict,
      do_not_enforce_on_create: false,
      required_status_checks: [{ context: 'build' }, { context: 'test', integration_id: 15368 }],
    },
  }
}

// There are few different rules: made once, they are the same objects wherever they stand.
const pullRequests = [false, true].map((strict) => [0, 1, 2].map((approvals) => makePullRequest(approvals, strict)))
const checks = [makeStatusChecks(false), makeStatusChecks(true)]

function pullRequest(approvals: number, strict: boolean): Rule {
  return pullRequests[strict ? 1 : 0]?.[approvals] ?? makePullRequest(approvals, strict)
}

function statusChecks(strict: boolean): Rule {
  return checks[strict ? 1 : 0] ?? makeStatusChecks(strict)
}

const history: readonly Rule[] = [{ type: 'deletion' }, { type: 'non_fast_forward' }]
const defaultBranch = { include: ['~DEFAULT_BRANCH'], exclude: [] }

/** The rulesets of a repository; every fourth has some, in every state. */
export function repositoryRulesetsOf(
  repository: number,
  about: {
    readonly dice: Dice
    readonly firstId: number
    readonly epoch: number
    readonly teamId: number | undefined
    readonly care: number
  },
): Ruleset[] {
  const { dice, firstId, epoch, teamId } = about
  if (!dice.chance(0.25 + about.care * 0.3, repository, 1)) return []
  const strict = dice.chance(0.4, repository, 2)
  const createdAt = epoch - dice.between(30, 600, repository, 3) * day
  const bypasses: readonly (readonly BypassActor[])[] = [
    [],
    [],
    [{ type: 'RepositoryRole', id: 5, mode: 'always' }],
    [{ type: 'OrganizationAdmin', id: 1, mode: 'pull_request' }],
    [{ type: 'DeployKey', id: undefined, mode: 'always' }],
    teamId === undefined ? [] : [{ type: 'Team', id: teamId, mode: 'always' }],
  ]
  const rules: Ruleset[] = [
    {
      id: firstId,
      name: 'default branch',
      target: 'branch',
      enforcement: dice.pick(['active', 'active', 'evaluate', 'disabled'] as const, repository, 4),
      bypassActors: bypasses[dice.between(0, bypasses.length - 1, repository, 5)] ?? [],
      refs: dice.chance(0.8, repository, 6) ? defaultBranch : { include: ['~ALL'], exclude: ['refs/heads/draft/**'] },
      repositories: undefined,
      rules: [
        ...history,
        pullRequest(strict ? 2 : dice.between(0, 1, repository, 7), strict),
        ...(dice.chance(0.6, repository, 8) ? [statusChecks(strict)] : []),
        ...(strict ? [{ type: 'required_signatures' }, { type: 'required_linear_history' }] : []),
      ],
      createdAt,
      updatedAt: createdAt + day,
    },
  ]
  if (dice.chance(0.2, repository, 9)) {
    rules.push({
      id: firstId + 1,
      name: 'release tags',
      target: 'tag',
      enforcement: 'active',
      bypassActors: [],
      refs: { include: ['refs/tags/v*'], exclude: [] },
      repositories: undefined,
      rules: [{ type: 'deletion' }, { type: 'update', parameters: { update_allows_fetch_and_merge: false } }],
      createdAt,
      updatedAt: createdAt,
    })
  }
  return rules
}

/** The rulesets of an organisation, by index: one good one for some repositories, one on trial, one switched off. */
export function organizationRulesetAt(
  index: number,
  about: {
    readonly firstId: number
    readonly epoch: number
    readonly teamId: number | undefined
    readonly all: boolean
  },
): Ruleset {
  const createdAt = about.epoch - (90 + index * 30) * day
  const base = {
    id: about.firstId + index,
    target: 'branch',
    refs: defaultBranch,
    createdAt,
    updatedAt: createdAt,
  } as const
  const some = (include: readonly string[]) => ({ include: about.all ? ['~ALL'] : include, exclude: ['sandbox-*'] })
  switch (index % 4) {
    case 0:
      return {
        ...base,
        name: 'money moves',
        enforcement: 'active',
        bypassActors: [{ type: 'OrganizationAdmin', id: 1, mode: 'pull_request' }],
        repositories: some(['payments-*', 'ledger-*']),
        rules: [...history, pullRequest(2, true), statusChecks(true), { type: 'required_signatures' }],
      }
    case 1:
      return {
        ...base,
        name: 'on trial',
        enforcement: 'evaluate',
        bypassActors: [{ type: 'Integration', id: 15368, mode: 'always' }],
        repositories: { include: ['~ALL'], exclude: [] },
        rules: [...history, pullRequest(1, false)],
      }
    case 2:
      return {
        ...base,
        name: 'switched off',
        enforcement: 'disabled',
        bypassActors: [],
        repositories: { include: ['~ALL'], exclude: [] },
        rules: [...history, pullRequest(2, true)],
      }
    default:
      return {
        ...base,
        name: 'search and identity',
        enforcement: 'active',
        bypassActors: [
          { type: 'RepositoryRole', id: 5, mode: 'always' },
          ...(about.teamId === undefined ? [] : [{ type: 'Team' as const, id: about.teamId, mode: 'always' as const }]),
        ],
        repositories: some(['search-*', 'identity-*']),
        rules: [...history, pullRequest(1, false)],
      }
  }
}
