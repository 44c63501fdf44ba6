import { isEnough } from '../access/permission.ts'
import { moment } from '../http/links.ts'
import { type NodeKind, parseNodeId } from '../world/node-id.ts'
import type { Repository } from '../world/repository.ts'
import type { Place } from '../world/world.ts'
import { FieldError, forbiddenMessage } from './field-error.ts'
import { fieldPermissions } from './field-permissions.ts'
import type { GraphqlContext } from './graphql-context.ts'
import { BranchProtectionNode } from './nodes/branch-protection-node.ts'
import { OrganizationNode } from './nodes/organization-node.ts'
import { seesPrivate } from './nodes/repository-connection.ts'
import { RepositoryNode } from './nodes/repository-node.ts'
import { RulesetNode } from './nodes/ruleset-node.ts'
import { TeamNode } from './nodes/team-node.ts'
import { UserNode } from './nodes/user-node.ts'

function visible(repository: Repository | undefined, place: Place, context: GraphqlContext): Repository | undefined {
  if (!repository) return undefined
  const login = place.organization.login
  return repository.visibility === 'public' || seesPrivate(context.grant, login) ? repository : undefined
}

/** A ruleset or a classic rule, whose id tells where it belongs. */
function ruleOf(kind: NodeKind, id: string, context: GraphqlContext): object | undefined {
  const [from, owner, number] = id.split(':')
  const { world, html, grant } = context
  for (const place of world.places) {
    const { organization, parts } = place
    const scope = { place, html }
    if (from === 'organization') {
      const ruleset = [...organization.rulesets.all()].find((one) => String(one.id) === number)
      const own = organization.id === Number(owner) && grant.organizations.has(organization.login)
      if (own && ruleset) return new RulesetNode({ ruleset, from }, scope)
      continue
    }
    const repository = visible(organization.repositoryById(Number(owner)), place, context)
    if (!repository) continue
    if (kind === 'ruleset') {
      const ruleset = parts.rulesets(repository).find((one) => String(one.id) === number)
      return ruleset && new RulesetNode({ ruleset, from: 'repository' }, scope, repository)
    }
    const rule = parts.branchProtections(repository).find((one) => String(one.id) === number)
    const permission = fieldPermissions['Repository.branchProtectionRules']
    if (permission && !isEnough(permission, grant, { organization: organization.login })) {
      throw new FieldError('FORBIDDEN', forbiddenMessage(grant))
    }
    return rule && new BranchProtectionNode(rule, repository, scope)
  }
  return undefined
}

function nodeOf(id: string, context: GraphqlContext): object | undefined {
  const parsed = parseNodeId(id)
  if (!parsed) return undefined
  if (parsed.kind === 'ruleset' || parsed.kind === 'branchProtectionRule') {
    return ruleOf(parsed.kind, parsed.id, context)
  }
  const number = Number(parsed.id)
  const { world, html } = context
  for (const place of world.places) {
    const { organization } = place
    const scope = { place, html }
    if (parsed.kind === 'organization' && organization.id === number) return new OrganizationNode(scope)
    if (parsed.kind === 'repository') {
      const repository = visible(organization.repositoryById(number), place, context)
      if (repository) return new RepositoryNode(repository, scope)
    }
    if (parsed.kind === 'team') {
      const team = organization.teams.get(number - (organization.number + 1) * 1_000_000)
      if (team?.id === number && context.grant.organizations.has(organization.login)) return new TeamNode(team, scope)
    }
    if (parsed.kind === 'user') {
      const account = organization.accountById(number)
      if (account) return new UserNode(account, html)
    }
  }
  return undefined
}

/** The same, with the reason where there is none. */
function nodeOrError(id: string, context: GraphqlContext): object {
  const missing = `Could not resolve to a node with the global id of '${id}'`
  try {
    return nodeOf(id, context) ?? new FieldError('NOT_FOUND', missing)
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}

/** The fields of `Query`. */
export const queryRoot = {
  id: 'Q_kgDO',

  organization({ login }: { readonly login: string }, { world, html }: GraphqlContext): object {
    const place = world.placeOf(login)
    if (!place) throw new FieldError('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`)
    return new OrganizationNode({ place, html })
  },

  repository({ owner, name }: { readonly owner: string; readonly name: string }, context: GraphqlContext): object {
    const place = context.world.placeOf(owner)
    const repository = place && visible(place.organization.repositoryByName(name), place, context)
    if (!place || !repository) {
      throw new FieldError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
    }
    return new RepositoryNode(repository, { place, html: context.html })
  },

  user({ login }: { readonly login: string }, { world, html }: GraphqlContext): object {
    const account = world.accountByLogin(login)
    if (!account) throw new FieldError('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`)
    return new UserNode(account, html)
  },

  viewer(_: object, { world, grant, html }: GraphqlContext): object {
    const owner = world.places.map(({ organization }) => organization.owner()).find(({ id }) => id === grant.id)
    const bot = { id: grant.id, login: 'posture-scanner[bot]', name: 'posture-scanner', createdAt: 0 }
    return new UserNode(owner ?? bot, html)
  },

  node({ id }: { readonly id: string }, context: GraphqlContext): object {
    const node = nodeOrError(id, context)
    if (node instanceof FieldError) throw node
    return node
  },

  /** An error in place of an item leaves a hole at its place, and the others as they are. */
  nodes({ ids }: { readonly ids: readonly string[] }, context: GraphqlContext): object[] {
    return ids.map((id) => nodeOrError(id, context))
  },

  rateLimit(_: object, { cost, quota }: GraphqlContext): object {
    return {
      cost: cost.points,
      nodeCount: cost.nodes,
      limit: quota.limit,
      remaining: quota.remaining,
      used: quota.used,
      resetAt: moment(quota.reset * 1000),
    }
  },

  meta(): object {
    return { gitHubServicesSha: '0'.repeat(40), isPasswordAuthenticationVerifiable: false }
  },
} as const
