import { held } from '@opencasb/simulator-kit'
import type { RepositoryRole } from '../../world/outside-collaborator.ts'
import type { Collaborator } from '../../world/repository-access.ts'
import { Connection } from '../connection.ts'
import type { PageArguments } from '../graphql-context.ts'
import type { NodeScope } from './node-scope.ts'
import { OrganizationNode } from './organization-node.ts'
import type { RepositoryNode } from './repository-node.ts'
import { TeamNode } from './team-node.ts'
import { UserNode } from './user-node.ts'

/** Roles in the words of a type that knows only four of them. */
const defaultPermission = {
  read: 'READ',
  triage: 'READ',
  write: 'WRITE',
  maintain: 'WRITE',
  admin: 'ADMIN',
} as const satisfies Record<RepositoryRole, string>

/** People with access to a repository. */
export function collaboratorConnection(
  people: readonly Collaborator[],
  page: PageArguments,
  repository: RepositoryNode,
  scope: NodeScope,
): object {
  const organization = new OrganizationNode(scope)
  return new Connection(held(people), page, {
    node: ({ person }) => new UserNode(person.account, scope.html),
    edge: ({ role, sources }) => ({
      permission: role.toUpperCase(),
      permissionSources: sources.map(({ from, role: given }) => ({
        organization,
        permission: defaultPermission[given],
        roleName: given,
        source: from === 'organization' ? organization : from === 'repository' ? repository : new TeamNode(from, scope),
      })),
    }),
  })
}
