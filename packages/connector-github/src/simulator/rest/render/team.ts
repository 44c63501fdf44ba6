import type { Links } from '../../http/links.ts'
import { nodeId } from '../../world/node-id.ts'
import type { SimulatedOrganization } from '../../world/organization.ts'
import type { RepositoryRole } from '../../world/outside-collaborator.ts'
import type { Team } from '../../world/team.ts'

/** Roles in the older words that the REST API uses for permissions. */
export const roleAsPermission: Readonly<Record<RepositoryRole, string>> = {
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
}

/** Which of the five permissions a role has. */
export function permissionsOf(role: RepositoryRole): Record<string, boolean> {
  const rank = ['read', 'triage', 'write', 'maintain', 'admin'].indexOf(role)
  return { admin: rank >= 4, maintain: rank >= 3, push: rank >= 2, triage: rank >= 1, pull: true }
}

/** A team without its parent. */
export function simpleTeam(
  team: Team,
  organization: SimulatedOrganization,
  { api, html }: Links,
): Record<string, unknown> {
  const url = `${api}/organizations/${organization.id}/team/${team.id}`
  return {
    id: team.id,
    node_id: nodeId('team', team.id),
    url,
    html_url: `${html}/orgs/${organization.login}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: team.privacy,
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: organization.id,
  }
}

/** A team, as lists show it. */
export function listedTeam(team: Team, organization: SimulatedOrganization, links: Links): Record<string, unknown> {
  const parent = team.parent === undefined ? undefined : organization.teams.get(team.parent)
  return { ...simpleTeam(team, organization, links), parent: parent ? simpleTeam(parent, organization, links) : null }
}
