import { held } from '@opencasb/simulator-kit'
import { moment } from '../../http/links.ts'
import { nodeId } from '../../world/node-id.ts'
import type { Repository } from '../../world/repository.ts'
import type { Affiliation } from '../../world/repository-access.ts'
import { Connection } from '../connection.ts'
import type { GraphqlContext, PageArguments } from '../graphql-context.ts'
import { vulnerabilityAlertNode } from './alert-node.ts'
import { BranchProtectionNode } from './branch-protection-node.ts'
import { collaboratorConnection } from './collaborator-connection.ts'
import { deployKeyNode, environmentNode } from './environment-node.ts'
import type { NodeScope } from './node-scope.ts'
import { OrganizationNode } from './organization-node.ts'
import { RefNode } from './ref-node.ts'
import { RulesetNode } from './ruleset-node.ts'

const licenses = {
  mit: { key: 'mit', name: 'MIT License', spdxId: 'MIT' },
  'apache-2.0': { key: 'apache-2.0', name: 'Apache License 2.0', spdxId: 'Apache-2.0' },
} as const

/** A repository. */
export class RepositoryNode {
  readonly __typename = 'Repository'
  readonly scope: NodeScope
  readonly #repository: Repository

  constructor(repository: Repository, scope: NodeScope) {
    this.#repository = repository
    this.scope = scope
  }

  get id(): string {
    return nodeId('repository', this.#repository.id)
  }

  get databaseId(): number {
    return this.#repository.id
  }

  get name(): string {
    return this.#repository.name
  }

  get nameWithOwner(): string {
    return `${this.scope.place.organization.login}/${this.#repository.name}`
  }

  get owner(): OrganizationNode {
    return new OrganizationNode(this.scope)
  }

  get resourcePath(): string {
    return `/${this.nameWithOwner}`
  }

  get url(): string {
    return `${this.scope.html}/${this.nameWithOwner}`
  }

  get sshUrl(): string {
    return `git@github.example.com:${this.nameWithOwner}.git`
  }

  get description(): string | null {
    return this.#repository.description ?? null
  }

  get homepageUrl(): null {
    return null
  }

  get createdAt(): string {
    return moment(this.#repository.createdAt)
  }

  get updatedAt(): string {
    return moment(this.#repository.updatedAt)
  }

  get pushedAt(): string {
    return moment(this.#repository.pushedAt)
  }

  get archivedAt(): string | null {
    return this.#repository.archived ? moment(this.#repository.updatedAt) : null
  }

  get diskUsage(): number {
    return this.#repository.size
  }

  get visibility(): string {
    return this.#repository.visibility.toUpperCase()
  }

  get isPrivate(): boolean {
    return this.#repository.visibility !== 'public'
  }

  get isArchived(): boolean {
    return this.#repository.archived
  }

  get isDisabled(): boolean {
    return this.#repository.disabled
  }

  get isFork(): boolean {
    return this.#repository.fork
  }

  get isTemplate(): boolean {
    return this.#repository.template
  }

  get isEmpty(): boolean {
    return this.#repository.empty
  }

  get isLocked(): boolean {
    return false
  }

  get isMirror(): boolean {
    return false
  }

  get isInOrganization(): boolean {
    return true
  }

  get isBlankIssuesEnabled(): boolean {
    return true
  }

  get parent(): null {
    return null
  }

  get planFeatures(): object {
    const paid = this.scope.place.parts.canBeProtected(this.#repository)
    return {
      codeowners: paid,
      draftPullRequests: paid,
      maximumAssignees: 10,
      maximumManualReviewRequests: 15,
      teamReviewRequests: paid,
    }
  }

  get forkCount(): number {
    return this.#repository.forks
  }

  get stargazerCount(): number {
    return this.#repository.stars
  }

  get forkingAllowed(): boolean {
    return this.#repository.allowForking
  }

  get deleteBranchOnMerge(): boolean {
    return this.#repository.deleteBranchOnMerge
  }

  get autoMergeAllowed(): boolean {
    return this.#repository.autoMerge
  }

  get mergeCommitAllowed(): boolean {
    return true
  }

  get squashMergeAllowed(): boolean {
    return true
  }

  get rebaseMergeAllowed(): boolean {
    return true
  }

  get allowUpdateBranch(): boolean {
    return false
  }

  get webCommitSignoffRequired(): boolean {
    return this.#repository.signoffRequired || this.scope.place.organization.settings.webCommitSignoffRequired
  }

  get hasVulnerabilityAlertsEnabled(): boolean {
    return this.#repository.dependabotAlerts
  }

  get hasIssuesEnabled(): boolean {
    return this.#repository.hasIssues
  }

  get hasWikiEnabled(): boolean {
    return this.#repository.hasWiki
  }

  get hasProjectsEnabled(): boolean {
    return this.#repository.hasProjects
  }

  get hasDiscussionsEnabled(): boolean {
    return false
  }

  get isSecurityPolicyEnabled(): boolean {
    return this.#repository.securityPolicy
  }

  get securityPolicyUrl(): string | null {
    return this.#repository.securityPolicy ? `${this.url}/security/policy` : null
  }

  get licenseInfo(): object | null {
    const license = this.#repository.license && licenses[this.#repository.license]
    return license ? { id: nodeId('blob', license.key), url: null, ...license } : null
  }

  get primaryLanguage(): object {
    const { language } = this.#repository
    return { id: nodeId('blob', language), name: language, color: null }
  }

  get defaultBranchRef(): RefNode | null {
    return this.#repository.empty ? null : new RefNode(this.#repository.defaultBranch, this.#repository, this.scope)
  }

  get codeowners(): object | null {
    const { codeowners } = this.#repository
    if (codeowners === 'absent') return null
    const error = {
      kind: 'Unknown owner',
      line: 1,
      column: 3,
      message: 'Unknown owner on line 1: make sure the team exists and has write access',
      path: '.github/CODEOWNERS',
      source: '* @acme/nobody',
      suggestion: null,
    }
    return { errors: codeowners === 'broken' ? [error] : [] }
  }

  viewerPermission(_: object, { grant }: GraphqlContext): string {
    const own = grant.organizations.has(this.scope.place.organization.login)
    return own && grant.kind !== 'github-app' ? 'ADMIN' : 'READ'
  }

  viewerCanAdminister(arguments_: object, context: GraphqlContext): boolean {
    return this.viewerPermission(arguments_, context) === 'ADMIN'
  }

  ref({ qualifiedName }: { readonly qualifiedName: string }): RefNode | null {
    const name = qualifiedName.replace(/^refs\/heads\//, '')
    return name === this.#repository.defaultBranch ? this.defaultBranchRef : null
  }

  /** The community files, by path on the default branch. */
  object({ expression }: { readonly expression?: string | null }): object | null {
    const path = /^[^:]+:(.+)$/.exec(expression ?? '')?.[1]
    const { codeowners, securityPolicy, id } = this.#repository
    const text =
      path === '.github/CODEOWNERS' && codeowners !== 'absent'
        ? `* @acme/${codeowners === 'sound' ? 'security-team-0' : 'nobody'}\n`
        : path === 'SECURITY.md' && securityPolicy
          ? 'Write to security@example.com.\n'
          : undefined
    if (text === undefined) return null
    const oid = Buffer.from(`${id}${path}`).toString('hex').padEnd(40, '0').slice(0, 40)
    return {
      __typename: 'Blob',
      id: nodeId('blob', `${id}:${path}`),
      oid,
      abbreviatedOid: oid.slice(0, 7),
      byteSize: text.length,
      isBinary: false,
      isTruncated: false,
      text,
    }
  }

  branchProtectionRules(page: PageArguments): object {
    return new Connection(held(this.scope.place.parts.branchProtections(this.#repository)), page, {
      node: (rule) => new BranchProtectionNode(rule, this.#repository, this.scope),
    })
  }

  rulesets(
    page: PageArguments & { readonly includeParents?: boolean | null; readonly targets?: readonly string[] | null },
  ): object {
    const all = this.scope.place.parts.allRulesets(this.#repository)
    const rulesets = all.filter(
      ({ from, ruleset }) =>
        (page.includeParents !== false || from === 'repository') &&
        (!page.targets || page.targets.includes(ruleset.target.toUpperCase())),
    )
    return new Connection(held(rulesets), page, {
      node: (placed) => new RulesetNode(placed, this.scope, this.#repository),
    })
  }

  ruleset({ databaseId }: { readonly databaseId: number }): RulesetNode | null {
    const all = this.scope.place.parts.allRulesets(this.#repository)
    const found = all.find(({ ruleset }) => ruleset.id === databaseId)
    return found ? new RulesetNode(found, this.scope, this.#repository) : null
  }

  collaborators(
    page: PageArguments & { readonly affiliation?: string | null; readonly login?: string | null },
  ): object {
    const affiliation = (page.affiliation ?? 'ALL').toLowerCase() as Affiliation
    const all = this.scope.place.access.collaborators(this.#repository, affiliation)
    const people = page.login ? all.filter(({ person }) => person.account.login === page.login) : all
    return collaboratorConnection(people, page, this, this.scope)
  }

  deployKeys(page: PageArguments): object {
    return new Connection(held(this.scope.place.parts.deployKeys(this.#repository)), page, { node: deployKeyNode })
  }

  environments(page: PageArguments): object {
    return new Connection(held(this.scope.place.parts.environments(this.#repository)), page, { node: environmentNode })
  }

  vulnerabilityAlerts(page: PageArguments & { readonly states?: readonly string[] | null }): object {
    const all = this.scope.place.parts.dependabotAlerts(this.#repository)
    const alerts = page.states ? all.filter(({ state }) => page.states?.includes(state.toUpperCase())) : all
    return new Connection(held(alerts), page, { node: (alert) => vulnerabilityAlertNode(alert, this) })
  }

  repositoryTopics(page: PageArguments): object {
    return new Connection(held(this.#repository.topics), page, {
      node: (name) => ({
        id: nodeId('blob', `topic ${name}`),
        url: `${this.scope.html}/topics/${name}`,
        resourcePath: `/topics/${name}`,
        topic: { id: nodeId('blob', name), name },
      }),
    })
  }
}
