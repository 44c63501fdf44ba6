import type { ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource, type Index } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { listPages } from '../list-pages.ts'
import { type PolicyConditions, policyConditionsSchema } from './policy-conditions.ts'
import {
  type GrantControls,
  grantControlsSchema,
  type SessionControls,
  sessionControlsSchema,
} from './policy-controls.ts'

/** A Conditional Access policy. */
export interface ConditionalAccessPolicy {
  readonly id: string
  readonly name: string
  /** `enabled`, `disabled`, `enabledForReportingButNotEnforced`, or what Graph adds one day. */
  readonly state: string
  readonly createdAt: string | undefined
  readonly modifiedAt: string | undefined
  readonly conditions: PolicyConditions
  readonly grant: GrantControls | undefined
  readonly session: SessionControls | undefined
}

/** Reads a policy as Graph answers it. */
export const conditionalAccessPolicySchema: z.ZodType<ConditionalAccessPolicy> = z
  .looseObject({
    id: z.string().min(1),
    displayName: z.string(),
    state: z.string(),
    createdDateTime: z.string().nullish(),
    modifiedDateTime: z.string().nullish(),
    conditions: policyConditionsSchema,
    grantControls: grantControlsSchema.nullish(),
    sessionControls: sessionControlsSchema.nullish(),
  })
  .transform((policy) => ({
    id: policy.id,
    name: policy.displayName,
    state: policy.state,
    createdAt: policy.createdDateTime ?? undefined,
    modifiedAt: policy.modifiedDateTime ?? undefined,
    conditions: policy.conditions,
    grant: policy.grantControls ?? undefined,
    session: policy.sessionControls ?? undefined,
  }))

/**
 * Conditional Access policies, the ones that are off or only report too.
 * @see https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies
 */
export const conditionalAccessPolicy: ResourceType<ConditionalAccessPolicy, M365Session> = defineResource<
  ConditionalAccessPolicy,
  M365Session
>({
  name: 'm365.conditional-access-policy',
  needs: graphNeeds(['Policy.Read.All']),
  order: 'stable',
  cost: { bucket: 'protection', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name, state }) => ({
    kind: 'policy',
    id,
    name,
    status: state,
    url: `https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId/${encodeURIComponent(id)}`,
  }),
  collect: (context) =>
    listPages(context, '/identity/conditionalAccess/policies', { item: conditionalAccessPolicySchema, query: {} }),
})

/** All Conditional Access policies by id. */
export const conditionalAccessPolicies: Index<ConditionalAccessPolicy, ConditionalAccessPolicy> = defineIndex({
  name: 'm365.conditional-access-policies',
  of: conditionalAccessPolicy,
  pick: (policy: ConditionalAccessPolicy) => policy,
})
