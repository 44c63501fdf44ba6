import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** What guests may do with their own account. */
export interface ExternalIdentitiesPolicy {
  /** Whether they may leave by themselves. */
  readonly allowLeave: boolean | undefined
}

/**
 * What guests may do with their own account. Only the beta API tells.
 * @see https://learn.microsoft.com/graph/api/externalidentitiespolicy-get?view=graph-rest-beta
 */
export const externalIdentitiesPolicy: ResourceType<ExternalIdentitiesPolicy, M365Session> =
  tenantPolicy<ExternalIdentitiesPolicy>({
    name: 'm365.external-identities-policy',
    path: '/policies/externalIdentitiesPolicy',
    version: 'beta',
    schema: z
      .looseObject({ allowExternalIdentitiesToLeave: graphField.flag })
      .transform(({ allowExternalIdentitiesToLeave }) => ({ allowLeave: allowExternalIdentitiesToLeave })),
    permissions: ['Policy.Read.All'],
    id: 'externalIdentitiesPolicy',
    title: 'external user leave settings',
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/Settings',
  })
