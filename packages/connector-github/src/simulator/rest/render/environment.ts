import type { RepositoryCall } from '../../http/call.ts'
import { moment } from '../../http/links.ts'
import type { Environment } from '../../world/environment.ts'
import { nodeId } from '../../world/node-id.ts'
import { simpleUser } from './account.ts'

/** A deployment environment with its protection rules. */
export function environmentBody(environment: Environment, call: RepositoryCall): Record<string, unknown> {
  const { place, repository, links } = call
  const path = `${place.organization.login}/${repository.name}`
  const rule = (offset: number): { id: number; node_id: string } => {
    const id = environment.id * 4 + offset
    return { id, node_id: nodeId('environment', id) }
  }
  return {
    id: environment.id,
    node_id: nodeId('environment', environment.id),
    name: environment.name,
    url: `${links.api}/repos/${path}/environments/${environment.name}`,
    html_url: `${links.html}/${path}/deployments/activity_log?environments_filter=${environment.name}`,
    created_at: moment(environment.createdAt),
    updated_at: moment(environment.createdAt),
    protection_rules: [
      ...(environment.waitMinutes > 0 ? [{ ...rule(0), type: 'wait_timer', wait_timer: environment.waitMinutes }] : []),
      ...(environment.requiresReview
        ? [
            {
              ...rule(1),
              type: 'required_reviewers',
              prevent_self_review: environment.preventsSelfReview,
              reviewers: [{ type: 'User', reviewer: simpleUser(place.organization.owner(), links) }],
            },
          ]
        : []),
      ...(environment.branches === 'all' ? [] : [{ ...rule(2), type: 'branch_policy' }]),
    ],
    deployment_branch_policy:
      environment.branches === 'all'
        ? null
        : {
            protected_branches: environment.branches === 'protected',
            custom_branch_policies: environment.branches === 'custom',
          },
  }
}
