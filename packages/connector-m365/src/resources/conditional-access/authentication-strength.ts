import type { ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource, type Index } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { listPages } from '../list-pages.ts'

/** An authentication strength: what a policy that names it accepts. */
export interface AuthenticationStrength {
  readonly id: string
  readonly name: string
  /** `builtIn`, `custom`, or what Graph adds one day. */
  readonly type: string
  /** Methods that are enough together: `password,sms`, `fido2`. */
  readonly combinations: readonly string[]
}

const authenticationStrengthSchema: z.ZodType<AuthenticationStrength> = z
  .looseObject({
    id: z.string().min(1),
    displayName: z.string(),
    policyType: z.string(),
    allowedCombinations: z.array(z.string()),
  })
  .transform(({ id, displayName, policyType, allowedCombinations }) => ({
    id,
    name: displayName,
    type: policyType,
    combinations: allowedCombinations,
  }))

/**
 * Authentication strengths, built-in and custom ones.
 * @see https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-policies
 */
export const authenticationStrength: ResourceType<AuthenticationStrength, M365Session> = defineResource<
  AuthenticationStrength,
  M365Session
>({
  name: 'm365.authentication-strength',
  needs: graphNeeds(['Policy.Read.All']),
  order: 'stable',
  cost: { bucket: 'identity', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name, type }) => ({
    kind: 'policy',
    id,
    name,
    status: type,
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/AuthenticationStrengths.ReactView',
  }),
  collect: (context) =>
    listPages(context, '/policies/authenticationStrengthPolicies', { item: authenticationStrengthSchema, query: {} }),
})

/** Combinations that each authentication strength accepts, by its id. */
export const strengthCombinations: Index<AuthenticationStrength, readonly string[]> = defineIndex({
  name: 'm365.authentication-strength-combinations',
  of: authenticationStrength,
  pick: ({ combinations }: AuthenticationStrength) => combinations,
})
