import { chosen, everything } from '@opencasb/simulator-kit'
import { ok, problem } from '../http/answer.ts'
import type { Route } from '../http/call.ts'
import { moment } from '../http/links.ts'
import { counted, listed } from '../http/listing.ts'
import { listedRepository, repositoryView } from './render/repository.ts'

/** Routes of what an organisation allows its workflows. */
export const organizationActionsRoutes: readonly Route[] = [
  {
    route: 'GET /orgs/{org}/actions/permissions',
    about: 'organization',
    answer: ({ place, links }) => {
      const { settings, login } = place.organization
      const url = `${links.api}/orgs/${login}/actions/permissions`
      return ok({
        enabled_repositories: settings.actionsEnabledRepositories,
        ...(settings.actionsEnabledRepositories === 'selected'
          ? { selected_repositories_url: `${url}/repositories` }
          : {}),
        ...(settings.actionsEnabledRepositories === 'none' ? {} : { allowed_actions: settings.actionsAllowed }),
        ...(settings.actionsAllowed === 'selected' ? { selected_actions_url: `${url}/selected-actions` } : {}),
        sha_pinning_required: settings.actionsShaPinningRequired,
      })
    },
  },
  {
    route: 'GET /orgs/{org}/actions/permissions/selected-actions',
    about: 'organization',
    answer: ({ place }) => {
      const { settings } = place.organization
      if (settings.actionsAllowed !== 'selected') {
        return problem(409, 'Conflict: the policy for allowed actions is not set to selected.')
      }
      return ok({
        github_owned_allowed: true,
        verified_allowed: settings.actionsVerifiedAllowed,
        patterns_allowed: ['acme-actions/*'],
      })
    },
  },
  {
    route: 'GET /orgs/{org}/actions/permissions/workflow',
    about: 'organization',
    answer: ({ place }) => {
      const { settings } = place.organization
      return ok({
        default_workflow_permissions: settings.workflowDefaultPermissions,
        can_approve_pull_request_reviews: settings.workflowCanApproveReviews,
      })
    },
  },
  {
    route: 'GET /orgs/{org}/actions/permissions/repositories',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      if (organization.settings.actionsEnabledRepositories !== 'selected') {
        return problem(409, 'Conflict: the policy for enabled repositories is not set to selected.')
      }
      const view = repositoryView(call.place, call.grant, call.links)
      const { repositories } = organization
      const enabled = repositories.select('actions', ({ actionsEnabled }) => actionsEnabled)
      const listing = chosen(repositories, enabled)
      return listed(call, listing, (one) => listedRepository(one, view), counted('repositories'))
    },
  },
  {
    route: 'GET /orgs/{org}/actions/permissions/fork-pr-contributor-approval',
    about: 'organization',
    answer: ({ place }) => ok({ approval_policy: place.organization.settings.forkApproval }),
  },
  {
    route: 'GET /orgs/{org}/actions/runner-groups',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      const render = (group: { readonly id: number } & Record<string, unknown>): Record<string, unknown> => {
        const url = `${call.links.api}/orgs/${organization.login}/actions/runner-groups/${group.id}`
        return {
          id: group.id,
          name: group['name'],
          visibility: group['visibility'],
          default: group['isDefault'],
          ...(group['visibility'] === 'selected' ? { selected_repositories_url: `${url}/repositories` } : {}),
          runners_url: `${url}/runners`,
          hosted_runners_url: `${url}/hosted-runners`,
          inherited: false,
          allows_public_repositories: group['allowsPublicRepositories'],
          restricted_to_workflows: group['restrictedToWorkflows'],
          selected_workflows: [],
          workflow_restrictions_read_only: false,
        }
      }
      return listed(
        call,
        everything(organization.runnerGroups),
        (group) => render({ ...group }),
        counted('runner_groups'),
      )
    },
  },
  {
    route: 'GET /orgs/{org}/actions/secrets',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      return listed(
        call,
        everything(organization.secrets),
        ({ name, visibility, createdAt, updatedAt }) => ({
          name,
          created_at: moment(createdAt),
          updated_at: moment(updatedAt),
          visibility,
          ...(visibility === 'selected'
            ? {
                selected_repositories_url: `${call.links.api}/orgs/${organization.login}/actions/secrets/${name}/repositories`,
              }
            : {}),
        }),
        counted('secrets'),
      )
    },
  },
  {
    route: 'GET /orgs/{org}/settings/immutable-releases',
    about: 'organization',
    answer: ({ place, links }) => {
      const { settings, login } = place.organization
      return ok({
        enforced_repositories: settings.immutableReleases,
        ...(settings.immutableReleases === 'selected'
          ? { selected_repositories_url: `${links.api}/orgs/${login}/settings/immutable-releases/repositories` }
          : {}),
      })
    },
  },
]
