import { held } from '@opencasb/simulator-kit'
import { isEnough } from '../../access/permission.ts'
import { moment } from '../../http/links.ts'
import { nodeId, rulesetNodeId } from '../../world/node-id.ts'
import type { Repository } from '../../world/repository.ts'
import type { PlacedRuleset } from '../../world/repository-parts.ts'
import { type BypassActor, type Rule, repositoryRoles } from '../../world/ruleset.ts'
import { Connection } from '../connection.ts'
import { bypassPermissions } from '../field-permissions.ts'
import type { GraphqlContext, PageArguments } from '../graphql-context.ts'
import { appNode } from './app-node.ts'
import type { NodeScope } from './node-scope.ts'
import { OrganizationNode } from './organization-node.ts'
import { RepositoryNode } from './repository-node.ts'
import { TeamNode } from './team-node.ts'

const parameterTypes: Readonly<Record<string, string>> = {
  pull_request: 'PullRequestParameters',
  required_status_checks: 'RequiredStatusChecksParameters',
  update: 'UpdateParameters',
  required_deployments: 'RequiredDeploymentsParameters',
}

/** `required_status_checks` → `requiredStatusChecks`, inside as well. */
function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelCase(inner),
    ]),
  )
}

const parameterCache = new WeakMap<object, object>()

function parametersOf({ type, parameters }: Rule): object | null {
  const name = parameterTypes[type]
  if (!parameters || !name) return null
  let converted = parameterCache.get(parameters)
  if (!converted) {
    converted = { __typename: name, ...(camelCase(parameters) as object) }
    parameterCache.set(parameters, converted)
  }
  return converted
}

/** A ruleset of an organisation or, where `repository` is given, of a repository. */
export class RulesetNode {
  readonly __typename = 'RepositoryRuleset'
  readonly #placed: PlacedRuleset
  readonly #scope: NodeScope
  readonly #repository: Repository | undefined

  constructor(placed: PlacedRuleset, scope: NodeScope, repository?: Repository) {
    this.#placed = placed
    this.#scope = scope
    this.#repository = repository
  }

  get id(): string {
    const { from, ruleset } = this.#placed
    const owner = from === 'repository' ? this.#repository?.id : undefined
    return owner === undefined
      ? rulesetNodeId('organization', this.#scope.place.organization.id, ruleset.id)
      : rulesetNodeId('repository', owner, ruleset.id)
  }

  get databaseId(): number {
    return this.#placed.ruleset.id
  }

  get name(): string {
    return this.#placed.ruleset.name
  }

  get target(): string {
    return this.#placed.ruleset.target.toUpperCase()
  }

  get enforcement(): string {
    return this.#placed.ruleset.enforcement.toUpperCase()
  }

  get createdAt(): string {
    return moment(this.#placed.ruleset.createdAt)
  }

  get updatedAt(): string {
    return moment(this.#placed.ruleset.updatedAt)
  }

  get source(): object {
    return this.#placed.from === 'repository' && this.#repository
      ? new RepositoryNode(this.#repository, this.#scope)
      : new OrganizationNode(this.#scope)
  }

  get conditions(): object {
    const { refs, repositories } = this.#placed.ruleset
    return {
      refName: refs,
      repositoryName: repositories ? { ...repositories, protected: false } : null,
      repositoryId: null,
    }
  }

  rules(page: PageArguments & { readonly type?: string | null }): object {
    const { rules } = this.#placed.ruleset
    const chosen = page.type ? rules.filter(({ type }) => type.toUpperCase() === page.type) : rules
    return new Connection(held(chosen), page, { node: (rule) => this.rule(rule) })
  }

  rule(rule: Rule): object {
    return {
      __typename: 'RepositoryRule',
      id: nodeId('rule', `${this.databaseId}-${rule.type}`),
      type: rule.type.toUpperCase(),
      parameters: parametersOf(rule),
      repositoryRuleset: this,
    }
  }

  bypassActors(page: PageArguments, { grant }: GraphqlContext): object | null {
    const { ruleset, from } = this.#placed
    const isPublic = from === 'repository' && this.#repository?.visibility === 'public'
    const about = { organization: this.#scope.place.organization.login, isPublic }
    if (!isEnough(bypassPermissions[from], grant, about)) return null
    return new Connection(held(ruleset.bypassActors), page, { node: (actor) => this.#actor(actor) })
  }

  #actor({ type, id, mode }: BypassActor): object {
    const role = type === 'RepositoryRole' ? id : undefined
    const team =
      type === 'Team' ? [...this.#scope.place.organization.teams.all()].find((one) => one.id === id) : undefined
    return {
      __typename: 'RepositoryRulesetBypassActor',
      id: nodeId('bypassActor', `${this.databaseId}-${type}-${id ?? ''}`),
      actor: team
        ? new TeamNode(team, this.#scope)
        : type === 'Integration'
          ? appNode('github-actions', this.#scope)
          : null,
      bypassMode: mode.toUpperCase(),
      deployKey: type === 'DeployKey',
      enterpriseOwner: false,
      organizationAdmin: type === 'OrganizationAdmin',
      repositoryRoleDatabaseId: role ?? null,
      repositoryRoleName: role === undefined ? null : repositoryRoles[role as keyof typeof repositoryRoles],
      repositoryRuleset: this,
    }
  }
}
