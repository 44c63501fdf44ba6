import { Dice, everything, held } from '@opencasb/simulator-kit'
import { notFound, ok } from '../http/answer.ts'
import type { Call, OrganizationCall, Route } from '../http/call.ts'
import { listedByCursor } from '../http/cursor-listing.ts'
import { moment, momentOrNull } from '../http/links.ts'
import { counted, listed } from '../http/listing.ts'
import { copilotSeatAt } from '../world/copilot-seat.ts'
import { organizationAccount, simpleUser } from './render/account.ts'
import { simpleOrganization } from './render/organization.ts'
import { listedTeam, simpleTeam } from './render/team.ts'

function onOff(enabled: boolean): 'enabled' | 'disabled' {
  return enabled ? 'enabled' : 'disabled'
}

function configuration({ place, links }: OrganizationCall): Record<string, unknown> {
  const { settings, login, epoch } = place.organization
  const id = 1_300
  const created = moment(epoch - 300 * 86_400_000)
  return {
    id,
    name: 'Our defaults',
    target_type: 'organization',
    description: 'What new repositories begin with',
    advanced_security: onOff(settings.advancedSecurityForNewRepositories),
    dependency_graph: onOff(settings.dependencyGraphForNewRepositories),
    dependency_graph_autosubmit_action: 'not_set',
    dependabot_alerts: onOff(settings.dependabotAlertsForNewRepositories),
    dependabot_security_updates: onOff(settings.dependabotSecurityUpdatesForNewRepositories),
    code_scanning_default_setup: onOff(settings.advancedSecurityForNewRepositories),
    secret_scanning: onOff(settings.secretScanningForNewRepositories),
    secret_scanning_push_protection: onOff(settings.pushProtectionForNewRepositories),
    secret_scanning_delegated_bypass: 'disabled',
    secret_scanning_validity_checks: 'not_set',
    secret_scanning_non_provider_patterns: 'not_set',
    private_vulnerability_reporting: onOff(settings.advancedSecurityForNewRepositories),
    enforcement: settings.advancedSecurityForNewRepositories ? 'enforced' : 'unenforced',
    url: `${links.api}/orgs/${login}/code-security/configurations/${id}`,
    html_url: `${links.html}/organizations/${login}/settings/security_products/configurations/edit/${id}`,
    created_at: created,
    updated_at: created,
  }
}

function roles({ place, links }: OrganizationCall): Record<string, unknown>[] {
  const { organization } = place
  const role = (id: number, name: string, permissions: readonly string[]): Record<string, unknown> => ({
    id,
    name,
    description: `What a ${name.replaceAll('_', ' ')} may do`,
    base_role: null,
    source: 'Predefined',
    permissions,
    organization: organizationAccount(organization, links),
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
  })
  return [
    role(138, 'security_manager', ['read_code_scanning', 'write_code_scanning', 'view_dependabot_alerts']),
    role(8_132, 'all_repo_admin', []),
  ]
}

/** Copilot as it is set up here, or that it is not. */
function usesCopilot({ world, place }: Call & OrganizationCall): boolean {
  return world.plan !== 'free' && place.organization.settings.copilotSeats !== 'unconfigured'
}

function seats(call: OrganizationCall) {
  const { organization } = call.place
  const dice = new Dice(organization.seed, 'copilot')
  const all = organization.settings.copilotSeats === 'assign_all'
  const members = [...organization.members.slice(0, all ? 200 : 20)]
  return members.map((member) => ({ member, seat: copilotSeatAt(member.index, { dice, epoch: organization.epoch }) }))
}

/** Routes of what guards an organisation: roles, defaults, Copilot, tokens, the audit log. */
export const organizationSecurityRoutes: readonly Route[] = [
  {
    route: 'GET /orgs/{org}/organization-roles',
    about: 'organization',
    answer: (call) => {
      const all = roles(call)
      return ok({ total_count: all.length, roles: all })
    },
  },
  {
    route: 'GET /orgs/{org}/organization-roles/{role_id}/teams',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      // A careful organisation made its first team security managers.
      const team = organization.care > 0.5 ? organization.teams.get(0) : undefined
      const assigned = call.parameters['role_id'] === '138' && team ? [team] : []
      return listed(call, held(assigned), (one) => ({
        ...simpleTeam(one, organization, call.links),
        parent: null,
        assignment: 'direct',
      }))
    },
  },
  {
    route: 'GET /orgs/{org}/organization-roles/{role_id}/users',
    about: 'organization',
    answer: (call) => listed(call, held<object>([]), (one) => one),
  },
  {
    route: 'GET /orgs/{org}/code-security/configurations',
    about: 'organization',
    answer: (call) => listed(call, held([configuration(call)]), (one) => one),
  },
  {
    route: 'GET /orgs/{org}/code-security/configurations/defaults',
    about: 'organization',
    answer: (call) => ok([{ default_for_new_repos: 'all', configuration: configuration(call) }]),
  },
  {
    route: 'GET /orgs/{org}/copilot/billing',
    about: 'organization',
    answer: (call) => {
      if (!usesCopilot(call)) return notFound()
      const { settings } = call.place.organization
      const all = seats(call)
      const active = all.filter(({ seat }) => seat.lastActivityAt !== undefined).length
      return ok({
        seat_breakdown: {
          total: all.length,
          added_this_cycle: 0,
          pending_invitation: 0,
          pending_cancellation: all.filter(({ seat }) => seat.pendingCancellation).length,
          active_this_cycle: active,
          inactive_this_cycle: all.length - active,
        },
        seat_management_setting: settings.copilotSeats,
        ide_chat: 'enabled',
        platform_chat: 'enabled',
        cli: 'enabled',
        public_code_suggestions: settings.copilotPublicCode,
        plan_type: 'business',
      })
    },
  },
  {
    route: 'GET /orgs/{org}/copilot/billing/seats',
    about: 'organization',
    answer: (call) => {
      if (!usesCopilot(call)) return notFound()
      const { organization } = call.place
      const team = organization.teams.get(0)
      return listed(
        call,
        held(seats(call)),
        ({ member, seat }) => ({
          created_at: moment(seat.createdAt),
          updated_at: moment(seat.createdAt),
          pending_cancellation_date: seat.pendingCancellation ? moment(organization.epoch).slice(0, 10) : null,
          last_activity_at: momentOrNull(seat.lastActivityAt),
          last_activity_editor: seat.lastActivityAt === undefined ? null : 'vscode/1.95.0/copilot/1.240.0',
          last_authenticated_at: momentOrNull(seat.lastActivityAt),
          plan_type: 'business',
          assignee: simpleUser(member.account, call.links),
          organization: simpleOrganization(call.place, call.links),
          assigning_team: team && member.index % 3 === 0 ? listedTeam(team, organization, call.links) : null,
        }),
        counted('seats', 'total_seats'),
      )
    },
  },
  {
    route: 'GET /orgs/{org}/personal-access-tokens',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      return listed(call, everything(organization.tokenGrants), (grant) => {
        const owner = organization.members.get(grant.owner)?.account ?? organization.owner()
        return {
          id: grant.id,
          owner: simpleUser(owner, call.links),
          repository_selection: grant.selection,
          repositories_url: `${call.links.api}/organizations/${organization.id}/personal-access-tokens/${grant.id}/repositories`,
          permissions: grant.permissions,
          access_granted_at: moment(grant.grantedAt),
          token_id: grant.tokenId,
          token_name: grant.name,
          token_expired: grant.expiresAt !== undefined && grant.expiresAt < call.now,
          token_expires_at: momentOrNull(grant.expiresAt),
          token_last_used_at: momentOrNull(grant.lastUsedAt),
        }
      })
    },
  },
  {
    route: 'GET /orgs/{org}/credential-authorizations',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      if (call.world.plan !== 'enterprise' || !organization.settings.samlEnabled) return notFound()
      return listed(call, everything(organization.credentialAuthorizations), (one) => ({
        login: (organization.members.get(one.member)?.account ?? organization.owner()).login,
        credential_id: 160_000 + one.index,
        credential_type: one.kind,
        credential_authorized_at: moment(one.authorizedAt),
        credential_accessed_at: momentOrNull(one.accessedAt),
        authorized_credential_id: 12_000_000 + one.index,
        ...(one.kind === 'SSH key'
          ? { fingerprint: `SHA256:${one.lastEight}`, authorized_credential_title: 'laptop' }
          : {
              token_last_eight: one.lastEight,
              scopes: one.scopes,
              authorized_credential_note: 'scripts',
              authorized_credential_expires_at: momentOrNull(one.expiresAt),
            }),
      }))
    },
  },
  {
    route: 'GET /orgs/{org}/audit-log',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      if (call.world.plan !== 'enterprise') return notFound()
      const oldestFirst = call.query.get('order') === 'asc'
      return listedByCursor(
        call,
        function* (after) {
          const { auditEvents } = organization
          const start = after === undefined ? 0 : Number(after) + 1
          for (let at = start; at < auditEvents.end; at++) {
            const event = auditEvents.get(oldestFirst ? auditEvents.end - 1 - at : at)
            if (event) yield { item: event, cursor: String(at) }
          }
        },
        (event) => {
          const actor = organization.members.get(event.actor)?.account ?? organization.owner()
          const repository =
            event.repository === undefined ? undefined : organization.repositories.get(event.repository)
          return {
            '@timestamp': event.at,
            _document_id: `event-${event.index}`,
            action: event.action,
            actor: actor.login,
            actor_id: actor.id,
            created_at: event.at,
            org: organization.login,
            org_id: organization.id,
            operation_type: 'modify',
            ...(repository ? { repo: `${organization.login}/${repository.name}`, repo_id: repository.id } : {}),
          }
        },
      )
    },
  },
]
