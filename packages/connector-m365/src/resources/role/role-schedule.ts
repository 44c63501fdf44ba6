import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { type Principal, principalSchema } from './principal.ts'
import { assignmentShape, type RoleAssignment } from './role-assignment.ts'

/** A directory role that somebody holds now, as Privileged Identity Management sees it. */
export interface RoleAssignmentSchedule extends RoleAssignment {
  /** `Assigned`, or `Activated` by somebody who is eligible. */
  readonly assignmentType: string
  /** `Direct`, `Group`, `Inherited` */
  readonly memberType: string | undefined
  /** Undefined: for good. */
  readonly endDateTime: string | undefined
  readonly principal: Principal | undefined
}

/** A directory role that somebody may activate. */
export interface RoleEligibility extends RoleAssignment {
  readonly memberType: string | undefined
  /** Undefined: for good. */
  readonly endDateTime: string | undefined
}

const eligibilityShape = {
  ...assignmentShape,
  memberType: graphField.text,
  endDateTime: graphField.text,
  principal: principalSchema,
} as const

const scheduleSchema: z.ZodType<RoleAssignmentSchedule> = z.object({
  ...eligibilityShape,
  assignmentType: graphField.id,
})
const eligibilitySchema: z.ZodType<RoleEligibility> = z.object(eligibilityShape)

const assetOf: ResourceType<RoleAssignment>['asset'] = ({ id, principal, principalId }) => ({
  kind: 'role',
  id,
  name: principal?.name ?? principalId,
  owner: principalId,
})

/**
 * Active role assignments with their ends.
 * @see https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleassignmentscheduleinstances
 */
export const roleAssignmentSchedule: ResourceType<RoleAssignmentSchedule, M365Session> = defineResource<
  RoleAssignmentSchedule,
  M365Session
>({
  name: 'm365.role-assignment-schedule',
  needs: graphNeeds(['RoleManagement.Read.Directory']),
  features: ['entra-id-p2'],
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: assetOf,
  collect: (context) =>
    listPages(context, '/roleManagement/directory/roleAssignmentScheduleInstances', {
      item: scheduleSchema,
      query: { $expand: 'principal' },
    }),
})

/**
 * Role eligibilities.
 * @see https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleeligibilityscheduleinstances
 */
export const roleEligibility: ResourceType<RoleEligibility, M365Session> = defineResource<RoleEligibility, M365Session>(
  {
    name: 'm365.role-eligibility',
    needs: graphNeeds(['RoleManagement.Read.Directory']),
    features: ['entra-id-p2'],
    order: 'unstable',
    cost: { bucket: 'identity', itemsPerRequest: 100 },
    key: ({ id }) => id,
    asset: assetOf,
    collect: (context) =>
      listPages(context, '/roleManagement/directory/roleEligibilityScheduleInstances', {
        item: eligibilitySchema,
        query: { $expand: 'principal' },
      }),
  },
)
