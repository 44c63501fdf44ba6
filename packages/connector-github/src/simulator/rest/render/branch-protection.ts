import type { Links } from '../../http/links.ts'
import type { BranchProtection, NamedActors } from '../../world/branch-protection.ts'
import { nodeId } from '../../world/node-id.ts'
import type { SimulatedOrganization } from '../../world/organization.ts'
import { organizationAccount, simpleUser } from './account.ts'
import { listedTeam } from './team.ts'

/** Where a protected branch is. */
export interface ProtectedBranch {
  readonly organization: SimulatedOrganization
  readonly links: Links
  /** Address of the protection. */
  readonly url: string
}

function app(slug: string, { organization, links }: ProtectedBranch): Record<string, unknown> {
  const installed = [...organization.installations.all()].find((one) => one.slug === slug)
  const id = installed?.appId ?? 1
  return {
    id,
    slug,
    node_id: nodeId('app', id),
    owner: organizationAccount(organization, links),
    name: slug,
    description: '',
    external_url: 'https://example.com',
    html_url: `${links.html}/apps/${slug}`,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
    permissions: installed?.permissions ?? {},
    events: installed?.events ?? [],
  }
}

function actors(named: NamedActors, branch: ProtectedBranch): Record<string, unknown> {
  const { organization, links } = branch
  return {
    users: named.users.flatMap((login) => {
      const account = organization.accountByLogin(login)
      return account ? [simpleUser(account, links)] : []
    }),
    teams: named.teams.flatMap((slug) => {
      const team = organization.teamBySlug(slug)
      return team ? [listedTeam(team, organization, links)] : []
    }),
    apps: named.apps.map((slug) => app(slug, branch)),
  }
}

/** A classic protection rule as `GET …/protection` shows it. */
export function branchProtectionBody(rule: BranchProtection, branch: ProtectedBranch): Record<string, unknown> {
  const { url } = branch
  const { reviews, statusChecks, pushRestrictions } = rule
  const on = (enabled: boolean): { enabled: boolean } => ({ enabled })
  return {
    url,
    ...(statusChecks
      ? {
          required_status_checks: {
            url: `${url}/required_status_checks`,
            strict: statusChecks.strict,
            contexts: statusChecks.contexts,
            contexts_url: `${url}/required_status_checks/contexts`,
            checks: statusChecks.contexts.map((context) => ({ context, app_id: null })),
          },
        }
      : {}),
    ...(reviews
      ? {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: reviews.dismissStale,
            require_code_owner_reviews: reviews.codeOwners,
            require_last_push_approval: reviews.lastPushApproval,
            required_approving_review_count: reviews.approvals,
            ...(reviews.dismissal
              ? {
                  dismissal_restrictions: {
                    url: `${url}/dismissal_restrictions`,
                    users_url: `${url}/dismissal_restrictions/users`,
                    teams_url: `${url}/dismissal_restrictions/teams`,
                    ...actors(reviews.dismissal, branch),
                  },
                }
              : {}),
            ...(reviews.bypass ? { bypass_pull_request_allowances: actors(reviews.bypass, branch) } : {}),
          },
        }
      : {}),
    ...(pushRestrictions
      ? {
          restrictions: {
            url: `${url}/restrictions`,
            users_url: `${url}/restrictions/users`,
            teams_url: `${url}/restrictions/teams`,
            apps_url: `${url}/restrictions/apps`,
            ...actors(pushRestrictions, branch),
          },
        }
      : {}),
    required_signatures: { url: `${url}/required_signatures`, enabled: rule.signatures },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rule.enforceAdmins },
    required_linear_history: on(rule.linearHistory),
    allow_force_pushes: on(rule.forcePushes),
    allow_deletions: on(rule.deletions),
    block_creations: on(rule.blockCreations),
    required_conversation_resolution: on(rule.conversationResolution),
    lock_branch: on(rule.lockBranch),
    allow_fork_syncing: on(rule.forkSyncing),
  }
}
