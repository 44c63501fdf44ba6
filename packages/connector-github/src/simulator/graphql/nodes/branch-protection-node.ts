import { held } from '@opencasb/simulator-kit'
import type { BranchProtection, NamedActors } from '../../world/branch-protection.ts'
import { nodeId, protectionNodeId } from '../../world/node-id.ts'
import type { Repository } from '../../world/repository.ts'
import { fitsPattern } from '../../world/ruleset-matching.ts'
import { Connection } from '../connection.ts'
import type { PageArguments } from '../graphql-context.ts'
import { appNode } from './app-node.ts'
import type { NodeScope } from './node-scope.ts'
import { RefNode } from './ref-node.ts'
import { RepositoryNode } from './repository-node.ts'
import { TeamNode } from './team-node.ts'
import { UserNode } from './user-node.ts'

/** A classic branch protection rule. */
export class BranchProtectionNode {
  readonly __typename = 'BranchProtectionRule'
  readonly #rule: BranchProtection
  readonly #repository: Repository
  readonly scope: NodeScope
  readonly requiredDeploymentEnvironments: readonly string[] = []
  readonly requiresDeployments = false

  constructor(rule: BranchProtection, repository: Repository, scope: NodeScope) {
    this.#rule = rule
    this.#repository = repository
    this.scope = scope
  }

  get id(): string {
    return protectionNodeId(this.#repository.id, this.#rule.id)
  }

  /** 32 bits, as everything of the type Int; larger numbers are left out. */
  get databaseId(): number | null {
    return this.#rule.id <= 0x7fff_ffff ? this.#rule.id : null
  }

  get pattern(): string {
    return this.#rule.pattern
  }

  get creator(): UserNode {
    return new UserNode(this.scope.place.organization.owner(), this.scope.html)
  }

  get repository(): RepositoryNode {
    return new RepositoryNode(this.#repository, this.scope)
  }

  get allowsDeletions(): boolean {
    return this.#rule.deletions
  }

  get allowsForcePushes(): boolean {
    return this.#rule.forcePushes
  }

  get blocksCreations(): boolean {
    return this.#rule.blockCreations
  }

  get isAdminEnforced(): boolean {
    return this.#rule.enforceAdmins
  }

  get lockBranch(): boolean {
    return this.#rule.lockBranch
  }

  get lockAllowsFetchAndMerge(): boolean {
    return this.#rule.forkSyncing
  }

  get requiresApprovingReviews(): boolean {
    return this.#rule.reviews !== undefined
  }

  get requiredApprovingReviewCount(): number | null {
    return this.#rule.reviews?.approvals ?? null
  }

  get dismissesStaleReviews(): boolean {
    return this.#rule.reviews?.dismissStale ?? false
  }

  get requiresCodeOwnerReviews(): boolean {
    return this.#rule.reviews?.codeOwners ?? false
  }

  get requireLastPushApproval(): boolean {
    return this.#rule.reviews?.lastPushApproval ?? false
  }

  get restrictsReviewDismissals(): boolean {
    return this.#rule.reviews?.dismissal !== undefined
  }

  get requiresStatusChecks(): boolean {
    return this.#rule.statusChecks !== undefined
  }

  get requiresStrictStatusChecks(): boolean {
    return this.#rule.statusChecks?.strict ?? false
  }

  get requiredStatusCheckContexts(): readonly string[] {
    return this.#rule.statusChecks?.contexts ?? []
  }

  get requiredStatusChecks(): readonly object[] {
    return this.requiredStatusCheckContexts.map((context) => ({ context, app: null }))
  }

  get requiresCommitSignatures(): boolean {
    return this.#rule.signatures
  }

  get requiresConversationResolution(): boolean {
    return this.#rule.conversationResolution
  }

  get requiresLinearHistory(): boolean {
    return this.#rule.linearHistory
  }

  get restrictsPushes(): boolean {
    return this.#rule.pushRestrictions !== undefined
  }

  matchingRefs(page: PageArguments): object {
    const { defaultBranch, empty } = this.#repository
    const refs = !empty && fitsPattern(defaultBranch, this.#rule.pattern) ? [defaultBranch] : []
    return new Connection(held(refs), page, { node: (name) => new RefNode(name, this.#repository, this.scope) })
  }

  pushAllowances(page: PageArguments): object {
    return this.#allowances(this.#rule.pushRestrictions, page, 'PushAllowance')
  }

  reviewDismissalAllowances(page: PageArguments): object {
    return this.#allowances(this.#rule.reviews?.dismissal, page, 'ReviewDismissalAllowance')
  }

  bypassPullRequestAllowances(page: PageArguments): object {
    return this.#allowances(this.#rule.reviews?.bypass, page, 'BypassPullRequestAllowance')
  }

  bypassForcePushAllowances(page: PageArguments): object {
    return this.#allowances(this.#rule.forcePushBypass, page, 'BypassForcePushAllowance')
  }

  #allowances(named: NamedActors | undefined, page: PageArguments, kind: string): object {
    const { organization } = this.scope.place
    const actors: object[] = []
    for (const login of named?.users ?? []) {
      const account = organization.accountByLogin(login)
      if (account) actors.push(new UserNode(account, this.scope.html))
    }
    for (const slug of named?.teams ?? []) {
      const team = organization.teamBySlug(slug)
      if (team) actors.push(new TeamNode(team, this.scope))
    }
    for (const slug of named?.apps ?? []) actors.push(appNode(slug, this.scope))
    const allowances = actors.map((actor, at) => ({
      __typename: kind,
      id: nodeId('allowance', `${this.#rule.id}-${kind}-${at}`),
      actor,
      branchProtectionRule: this,
    }))
    return new Connection(held(allowances), page, { node: (one) => one })
  }
}
