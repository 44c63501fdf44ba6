import { held } from '@opencasb/simulator-kit'
import { moment } from '../../http/links.ts'
import type { DeployKey } from '../../world/deploy-key.ts'
import type { Environment } from '../../world/environment.ts'
import { nodeId } from '../../world/node-id.ts'
import { Connection } from '../connection.ts'
import type { PageArguments } from '../graphql-context.ts'

/** A deployment environment. */
export function environmentNode(environment: Environment): object {
  const rules = [
    ...(environment.waitMinutes > 0
      ? [{ databaseId: environment.id, type: 'WAIT_TIMER', timeout: environment.waitMinutes, preventSelfReview: null }]
      : []),
    ...(environment.requiresReview
      ? [
          {
            databaseId: environment.id,
            type: 'REQUIRED_REVIEWERS',
            timeout: 43_200,
            preventSelfReview: environment.preventsSelfReview,
          },
        ]
      : []),
  ]
  return {
    __typename: 'Environment',
    id: nodeId('environment', environment.id),
    databaseId: environment.id,
    name: environment.name,
    isPinned: false,
    pinnedPosition: null,
    protectionRules: (page: PageArguments) => new Connection(held(rules), page, { node: (rule) => rule }),
  }
}

/** A deploy key. */
export function deployKeyNode(key: DeployKey): object {
  return {
    __typename: 'DeployKey',
    id: nodeId('deployKey', key.id),
    createdAt: moment(key.createdAt),
    enabled: key.enabled,
    key: key.key,
    readOnly: key.readOnly,
    title: key.title,
    verified: key.verified,
  }
}
