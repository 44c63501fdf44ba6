import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { privilegedRoles } from './privileged-roles.ts'

/** What Privileged Identity Management asks of those who give or activate a directory role. */
export interface RolePolicy {
  readonly id: string
  readonly roleDefinitionId: string
  /** Somebody has to approve an activation. */
  readonly approvalRequired: boolean
  /** `MultiFactorAuthentication`, `Justification`, `Ticketing`: what activating takes. */
  readonly activationTakes: readonly string[]
  /** Activating takes what a Conditional Access policy for an authentication context says. */
  readonly authenticationContext: boolean
  /** Who is told that somebody activated the role. */
  readonly toldOfActivation: readonly string[]
  /** Who is told that somebody was given the role for immediate use. */
  readonly toldOfAssignment: readonly string[]
  /** Who is told that somebody was made eligible. */
  readonly toldOfEligibility: readonly string[]
}

/** One rule; each kind has fields of its own. */
const rule = z.object({
  id: graphField.id,
  setting: graphObject(z.object({ isApprovalRequired: graphField.flag })),
  enabledRules: graphField.texts,
  isEnabled: graphField.flag,
  notificationRecipients: graphField.texts,
})
type Rule = z.infer<typeof rule>

const needed = [
  'Approval_EndUser_Assignment',
  'Enablement_EndUser_Assignment',
  'Notification_Admin_EndUser_Assignment',
  'Notification_Admin_Admin_Assignment',
  'Notification_Admin_Admin_Eligibility',
] as const

const policySchema: z.ZodType<RolePolicy> = z
  .object({
    id: graphField.id,
    roleDefinitionId: graphField.id,
    policy: z.object({ rules: z.array(rule) }),
  })
  .transform(({ id, roleDefinitionId, policy }, context) => {
    const rules = new Map<string, Rule>(policy.rules.map((one) => [one.id, one]))
    const missing = needed.filter((name) => !rules.has(name))
    if (missing.length > 0) {
      context.addIssue({ code: 'custom', message: `lacks the rules ${missing.join(', ')}` })
      return z.NEVER
    }
    const told = (name: (typeof needed)[number]): readonly string[] => rules.get(name)?.notificationRecipients ?? []
    return {
      id,
      roleDefinitionId,
      approvalRequired: rules.get('Approval_EndUser_Assignment')?.setting?.isApprovalRequired ?? false,
      activationTakes: rules.get('Enablement_EndUser_Assignment')?.enabledRules ?? [],
      authenticationContext: rules.get('AuthenticationContext_EndUser_Assignment')?.isEnabled ?? false,
      toldOfActivation: told('Notification_Admin_EndUser_Assignment'),
      toldOfAssignment: told('Notification_Admin_Admin_Assignment'),
      toldOfEligibility: told('Notification_Admin_Admin_Eligibility'),
    }
  })

/**
 * The settings of directory roles in Privileged Identity Management.
 * @see https://learn.microsoft.com/en-us/graph/api/policyroot-list-rolemanagementpolicyassignments
 */
export const rolePolicy: ResourceType<RolePolicy, M365Session> = defineResource<RolePolicy, M365Session>({
  name: 'm365.role-policy',
  needs: graphNeeds(['RoleManagement.Read.Directory']),
  features: ['entra-id-p2'],
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, roleDefinitionId }) => ({
    kind: 'policy',
    id,
    name: privilegedRoles.get(roleDefinitionId.toLowerCase())?.name ?? roleDefinitionId,
  }),
  collect: (context) =>
    listPages(context, '/policies/roleManagementPolicyAssignments', {
      item: policySchema,
      query: {
        $filter: "scopeId eq '/' and scopeType eq 'DirectoryRole'",
        $expand: 'policy($expand=rules)',
      },
    }),
})
