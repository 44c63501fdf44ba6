import { type Links, moment } from '../../http/links.ts'
import { rulesetNodeId } from '../../world/node-id.ts'
import type { SimulatedOrganization } from '../../world/organization.ts'
import type { Repository } from '../../world/repository.ts'
import type { PlacedRuleset } from '../../world/repository-parts.ts'
import type { Ruleset } from '../../world/ruleset.ts'

/** Where a ruleset is seen. */
export interface RulesetScope {
  readonly organization: SimulatedOrganization
  /** Absent where the organisation's own rulesets are listed. */
  readonly repository?: Repository
  readonly links: Links
}

/** A ruleset in a list: without conditions, rules and bypass actors. */
export function listedRuleset({ ruleset, from }: PlacedRuleset, scope: RulesetScope): Record<string, unknown> {
  const { organization, links } = scope
  const own = from === 'repository' && scope.repository !== undefined
  const name = scope.repository?.name ?? ''
  const owner = own ? scope.repository.id : organization.id
  const path = own ? `repos/${organization.login}/${name}` : `orgs/${organization.login}`
  const page = own ? `${organization.login}/${name}/rules` : `organizations/${organization.login}/settings/rules`
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: own ? 'Repository' : 'Organization',
    source: own ? `${organization.login}/${name}` : organization.login,
    enforcement: ruleset.enforcement,
    node_id: rulesetNodeId(own ? 'repository' : 'organization', owner, ruleset.id),
    _links: {
      self: { href: `${links.api}/${path}/rulesets/${ruleset.id}` },
      html: { href: `${links.html}/${page}/${ruleset.id}` },
    },
    created_at: moment(ruleset.createdAt),
    updated_at: moment(ruleset.updatedAt),
  }
}

/** A ruleset alone. Who may bypass it is shown to those who may change it. */
export function fullRuleset(placed: PlacedRuleset, scope: RulesetScope, mayChange: boolean): Record<string, unknown> {
  const { ruleset } = placed
  return {
    ...listedRuleset(placed, scope),
    conditions: conditions(ruleset),
    rules: ruleset.rules,
    ...(mayChange
      ? {
          bypass_actors: ruleset.bypassActors.map(({ id, type, mode }) => ({
            actor_id: id ?? null,
            actor_type: type,
            bypass_mode: mode,
          })),
          current_user_can_bypass: 'never',
        }
      : {}),
  }
}

function conditions(ruleset: Ruleset): Record<string, unknown> {
  return {
    ref_name: ruleset.refs,
    ...(ruleset.repositories ? { repository_name: { ...ruleset.repositories, protected: false } } : {}),
  }
}

/** The rules of a ruleset, as they apply to a branch. */
export function branchRules({ ruleset, from }: PlacedRuleset, scope: RulesetScope): Record<string, unknown>[] {
  const { organization, repository } = scope
  const own = from === 'repository'
  return ruleset.rules.map((rule) => ({
    ...rule,
    ruleset_source_type: own ? 'Repository' : 'Organization',
    ruleset_source: own ? `${organization.login}/${repository?.name}` : organization.login,
    ruleset_id: ruleset.id,
  }))
}
