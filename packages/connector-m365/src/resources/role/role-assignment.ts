import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { type Principal, principalSchema } from './principal.ts'

/** A directory role that somebody holds now. */
export interface RoleAssignment {
  readonly id: string
  /** Of built-in roles the same in all tenants, see `privilegedRoles`. */
  readonly roleDefinitionId: string
  readonly principalId: string
  /** `/` is the whole tenant. */
  readonly directoryScopeId: string
  /** Undefined where the holder was deleted. */
  readonly principal: Principal | undefined
}

/** Every assignment says whom it gives what, and where. */
export const assignmentShape: Readonly<
  Record<'id' | 'roleDefinitionId' | 'principalId' | 'directoryScopeId', z.ZodType<string>>
> = {
  id: graphField.id,
  roleDefinitionId: graphField.id,
  principalId: graphField.id,
  directoryScopeId: graphField.id,
}

const assignmentSchema: z.ZodType<RoleAssignment> = z.object({ ...assignmentShape, principal: principalSchema })

/**
 * Directory roles that are held now: for good, for a time, or because they were activated.
 * @see https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleassignments
 */
export const roleAssignment: ResourceType<RoleAssignment, M365Session> = defineResource<RoleAssignment, M365Session>({
  name: 'm365.role-assignment',
  needs: graphNeeds(['RoleManagement.Read.Directory']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, principal, principalId }) => ({
    kind: 'role',
    id,
    name: principal?.name ?? principalId,
    owner: principalId,
  }),
  async *partitions({ session }) {
    const { id, name } = session.tenant
    yield { key: id, name, asset: { kind: 'organization', id, name } }
  },
  collect: (context) =>
    listPages(context, '/roleManagement/directory/roleAssignments', {
      item: assignmentSchema,
      query: { $expand: 'principal' },
    }),
})
