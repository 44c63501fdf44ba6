import { FeatureUnavailableError, PermissionError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { type Organization, organization } from './organization.ts'

/**
 * Full details are for owners: classic tokens need `admin:org`. The permission of apps and fine-grained tokens is the
 * one that changes these settings; GitHub's tables of permissions name none for reading them.
 * @see https://docs.github.com/en/rest/orgs/orgs#get-an-organization
 */
const needs = githubNeeds({ permissions: ['organization_administration:read'], scopes: ['admin:org'] })

/** Settings that are switches, by their name in GitHub's answer. */
export type SwitchName =
  | 'two_factor_requirement_enabled'
  | 'members_can_create_public_repositories'
  | 'members_can_create_public_pages'
  | 'members_can_delete_repositories'
  | 'members_can_change_repo_visibility'
  | 'members_can_delete_issues'
  | 'members_can_fork_private_repositories'
  | 'members_can_create_teams'
  | 'members_can_invite_outside_collaborators'
  | 'web_commit_signoff_required'
  | 'deploy_keys_enabled_for_repositories'

/** A switch of the organisation, as a facet that comes with the organisation's own answer. */
export function organizationSwitch(name: SwitchName): Facet<Organization, boolean, GithubSession> {
  return organizationSetting(name, (value) => (typeof value === 'boolean' ? value : undefined))
}

/** What members may do in every repository: `none`, `read`, `write`, `admin`. */
export const defaultRepositoryPermission: Facet<Organization, string, GithubSession> = organizationSetting(
  'default_repository_permission',
  (value) => (typeof value === 'string' ? value : undefined),
)

function organizationSetting<V>(
  name: string,
  read: (value: unknown) => V | undefined,
): Facet<Organization, V, GithubSession> {
  return defineFacet<Organization, V, GithubSession>({
    name: `github.organization.${name.replaceAll('_', '-')}`,
    of: organization,
    needs,
    // Costs nothing: it stands in the answer that the organisation was read from.
    fetch: async ({ login, answer }, { session }) => {
      const value = read(answer[name])
      if (value !== undefined) return value
      if (isOwnersView(answer)) throw new FeatureUnavailableError(`This GitHub does not tell ${name} of ${login}`)
      throw new PermissionError(`Only owners of ${login} are told ${name}`, { missing: needs[session.authKind] ?? [] })
    },
  })
}

/** GitHub leaves out, or sets to null, what the credentials may not see. */
function isOwnersView(answer: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof answer['default_repository_permission'] === 'string' ||
    typeof answer['two_factor_requirement_enabled'] === 'boolean'
  )
}
