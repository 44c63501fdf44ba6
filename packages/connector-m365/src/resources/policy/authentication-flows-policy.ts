import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** Whether people from outside may make themselves an account. */
export interface AuthenticationFlowsPolicy {
  readonly selfServiceSignUp: boolean
}

/**
 * Self-service sign-up of external users.
 * @see https://learn.microsoft.com/graph/api/authenticationflowspolicy-get
 */
export const authenticationFlowsPolicy: ResourceType<AuthenticationFlowsPolicy, M365Session> =
  tenantPolicy<AuthenticationFlowsPolicy>({
    name: 'm365.authentication-flows-policy',
    path: '/policies/authenticationFlowsPolicy',
    schema: z
      .looseObject({ selfServiceSignUp: z.looseObject({ isEnabled: z.boolean() }) })
      .transform(({ selfServiceSignUp }) => ({ selfServiceSignUp: selfServiceSignUp.isEnabled })),
    permissions: ['Policy.Read.All'],
    id: 'authenticationFlowsPolicy',
    title: 'external user self-service sign-up',
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/Settings',
  })
