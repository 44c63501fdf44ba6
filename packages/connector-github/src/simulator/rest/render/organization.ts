import { type Links, moment } from '../../http/links.ts'
import { nodeId } from '../../world/node-id.ts'
import type { GithubWorld, Place } from '../../world/world.ts'

/** An organisation, as lists show it. */
export function simpleOrganization({ organization }: Place, { api, html }: Links): Record<string, unknown> {
  const url = `${api}/orgs/${organization.login}`
  return {
    login: organization.login,
    id: organization.id,
    node_id: nodeId('organization', organization.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${html}/avatars/u/${organization.id}`,
    description: `Everything that ${organization.login} builds`,
  }
}

/** What anybody may know of an organisation. */
export function publicOrganization(place: Place, links: Links): Record<string, unknown> {
  const { organization } = place
  const publicRepositories = organization.repositories.select('public', ({ visibility }) => visibility === 'public')
  return {
    ...simpleOrganization(place, links),
    name: organization.login,
    blog: `https://${organization.login}.example.com`,
    twitter_username: null,
    is_verified: organization.settings.isVerified,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: publicRepositories.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${links.html}/${organization.login}`,
    created_at: moment(organization.epoch - 3_000 * 86_400_000),
    updated_at: moment(organization.epoch - 86_400_000),
    archived_at: null,
    type: 'Organization',
  }
}

/** What only owners may know of an organisation. */
export function organizationSettingsFields(place: Place, world: GithubWorld): Record<string, unknown> {
  const { organization } = place
  const { settings } = organization
  const privateRepositories = organization.repositories.select('private', ({ visibility }) => visibility !== 'public')
  return {
    total_private_repos: privateRepositories.length,
    owned_private_repos: privateRepositories.length,
    private_gists: 0,
    disk_usage: 10_000,
    collaborators: organization.outsideCollaborators.count,
    billing_email: `billing@${organization.login}.example.com`,
    default_repository_permission: settings.defaultRepositoryPermission,
    default_repository_branch: 'main',
    members_can_create_repositories: settings.membersCanCreateRepositories,
    two_factor_requirement_enabled: settings.twoFactorRequirementEnabled,
    members_allowed_repository_creation_type: settings.membersCanCreatePublicRepositories ? 'all' : 'private',
    members_can_create_public_repositories: settings.membersCanCreatePublicRepositories,
    members_can_create_private_repositories: settings.membersCanCreateRepositories,
    members_can_create_internal_repositories: world.plan === 'enterprise' && settings.membersCanCreateRepositories,
    members_can_create_pages: true,
    members_can_create_public_pages: settings.membersCanCreatePublicPages,
    members_can_create_private_pages: true,
    members_can_delete_repositories: settings.membersCanDeleteRepositories,
    members_can_change_repo_visibility: settings.membersCanChangeRepoVisibility,
    members_can_invite_outside_collaborators: settings.membersCanInviteOutsideCollaborators,
    members_can_delete_issues: settings.membersCanDeleteIssues,
    display_commenter_full_name_setting_enabled: false,
    readers_can_create_discussions: settings.readersCanCreateDiscussions,
    members_can_create_teams: settings.membersCanCreateTeams,
    members_can_view_dependency_insights: true,
    members_can_fork_private_repositories: settings.membersCanForkPrivateRepositories,
    web_commit_signoff_required: settings.webCommitSignoffRequired,
    advanced_security_enabled_for_new_repositories: settings.advancedSecurityForNewRepositories,
    dependabot_alerts_enabled_for_new_repositories: settings.dependabotAlertsForNewRepositories,
    dependabot_security_updates_enabled_for_new_repositories: settings.dependabotSecurityUpdatesForNewRepositories,
    dependency_graph_enabled_for_new_repositories: settings.dependencyGraphForNewRepositories,
    secret_scanning_enabled_for_new_repositories: settings.secretScanningForNewRepositories,
    secret_scanning_push_protection_enabled_for_new_repositories: settings.pushProtectionForNewRepositories,
    secret_scanning_push_protection_custom_link_enabled: false,
    secret_scanning_push_protection_custom_link: null,
    secret_scanning_validity_checks_enabled: false,
    deploy_keys_enabled_for_repositories: settings.deployKeysEnabled,
  }
}

/** What the organisation pays for; apps need a permission of its own to see it. */
export function organizationPlan(place: Place, world: GithubWorld): Record<string, unknown> {
  const seats = place.organization.members.count + place.organization.outsideCollaborators.count
  return {
    plan: {
      name: world.plan,
      space: 976_562_499,
      private_repos: 999_999,
      ...(world.plan === 'free' ? {} : { filled_seats: seats, seats: seats + 10 }),
    },
  }
}
