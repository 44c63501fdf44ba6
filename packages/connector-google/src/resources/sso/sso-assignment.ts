import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** Who signs in through which identity provider. */
export interface SsoAssignment {
  readonly name: string
  /** The id of the group that it is for. */
  readonly group: string | undefined
  /** The id of the organisational unit that it is for, as the Directory API writes it. */
  readonly unit: string | undefined
  /** Of several groups of a user the lowest rank counts. */
  readonly rank: number
  /** `SSO_OFF`, `SAML_SSO`, `OIDC_SSO`, `DOMAIN_WIDE_SAML_IF_ENABLED`, or what Google adds one day. */
  readonly mode: string
}

const schema = z
  .object({
    name: z.string().min(1),
    targetGroup: z.string().nullish(),
    targetOrgUnit: z.string().nullish(),
    rank: z.number().nullish(),
    ssoMode: z.string().min(1),
  })
  .refine(({ targetGroup, targetOrgUnit }) => Boolean(targetGroup) !== Boolean(targetOrgUnit), 'no target')
  .transform(
    ({ name, targetGroup, targetOrgUnit, rank, ssoMode }): SsoAssignment => ({
      name,
      group: targetGroup?.replace(/^groups\//, ''),
      unit: targetOrgUnit?.replace(/^orgUnits\//, 'id:'),
      rank: rank ?? 0,
      mode: ssoMode,
    }),
  )

/**
 * Assignments of users to identity providers, by group or organisational unit.
 * @see https://cloud.google.com/identity/docs/reference/rest/v1/inboundSsoAssignments/list
 */
export const ssoAssignment: ResourceType<SsoAssignment, GoogleSession> = defineResource<SsoAssignment, GoogleSession>({
  name: 'google.sso-assignment',
  needs: googleNeeds('cloud-identity.inboundsso.readonly'),
  order: 'unstable',
  cost: { bucket: 'cloudIdentity', itemsPerRequest: 100 },
  key: ({ name }) => name,
  asset: ({ name, group, unit }) => ({
    kind: 'setting',
    id: name,
    name: `sign-in of ${group === undefined ? `unit ${unit}` : `group ${group}`}`,
    url: 'https://admin.google.com/ac/security/sso',
  }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'cloudIdentity', '/v1/inboundSsoAssignments', {
      item: schema,
      itemsField: 'inboundSsoAssignments',
      keyOf: keyOf('name'),
      query: { pageSize: 100, filter: `customer==customers/${context.session.customerId}` },
    }),
})

/** Assignments by the id of what they are for. */
export const ssoAssignments: Index<SsoAssignment, SsoAssignment> = defineIndex<
  SsoAssignment,
  SsoAssignment,
  GoogleSession
>({
  name: 'google.sso-assignments',
  of: ssoAssignment,
  by: ({ group, unit, name }) => unit ?? group ?? name,
  pick: (assignment) => assignment,
})
