import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** How people ask an administrator to allow an application. */
export interface AdminConsentPolicy {
  readonly enabled: boolean
  readonly notifyReviewers: boolean
  /** Days until a request lapses. */
  readonly requestDurationDays: number
  readonly reviewers: number
}

const schema: z.ZodType<AdminConsentPolicy> = z
  .looseObject({
    isEnabled: z.boolean(),
    notifyReviewers: z.boolean(),
    requestDurationInDays: z.number(),
    reviewers: z.array(z.unknown()).nullish(),
  })
  .transform(({ isEnabled, notifyReviewers, requestDurationInDays, reviewers }) => ({
    enabled: isEnabled,
    notifyReviewers,
    requestDurationDays: requestDurationInDays,
    reviewers: reviewers?.length ?? 0,
  }))

/**
 * Requests for administrators to allow an application.
 * @see https://learn.microsoft.com/graph/api/adminconsentrequestpolicy-get
 */
export const adminConsentPolicy: ResourceType<AdminConsentPolicy, M365Session> = tenantPolicy<AdminConsentPolicy>({
  name: 'm365.admin-consent-policy',
  path: '/policies/adminConsentRequestPolicy',
  schema,
  permissions: ['Policy.Read.All'],
  id: 'adminConsentRequestPolicy',
  title: 'admin consent settings',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ConsentPoliciesMenuBlade/~/AdminConsentSettings',
})
