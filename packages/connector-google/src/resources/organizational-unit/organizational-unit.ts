import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** An organisational unit. */
export interface OrganizationalUnit {
  /** As the Directory API writes it: `id:03ph8a2z1`. The Policy API has it without `id:`. */
  readonly id: string
  readonly name: string
  /** `/` for the one at the top. */
  readonly path: string
  /** Absent for the one at the top. */
  readonly parentId: string | undefined
}

const schema = z
  .object({
    orgUnitId: z.string().min(1),
    name: z.string().nullish(),
    orgUnitPath: z.string().min(1),
    parentOrgUnitId: z.string().nullish(),
  })
  .transform(
    ({ orgUnitId, name, orgUnitPath, parentOrgUnitId }): OrganizationalUnit => ({
      id: orgUnitId,
      name: name || orgUnitPath,
      path: orgUnitPath,
      parentId: parentOrgUnitId || undefined,
    }),
  )

/**
 * Organisational units, the one at the top included. One answer holds all of them.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/orgunits/list
 */
export const organizationalUnit: ResourceType<OrganizationalUnit, GoogleSession> = defineResource<
  OrganizationalUnit,
  GoogleSession
>({
  name: 'google.organizational-unit',
  needs: googleNeeds('admin.directory.orgunit.readonly'),
  order: 'stable',
  cost: { bucket: 'directory', itemsPerRequest: 5_000 },
  key: ({ id }) => id,
  asset: ({ id, path }) => ({ kind: 'setting', id, name: path, url: 'https://admin.google.com/ac/orgunits' }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'directory', `/admin/directory/v1/customer/${context.session.customerId}/orgunits`, {
      item: schema,
      itemsField: 'organizationUnits',
      keyOf: keyOf('orgUnitId'),
      query: { type: 'allIncludingParent' },
    }),
})

/** Organisational units by id. */
export const organizationalUnits: Index<OrganizationalUnit, OrganizationalUnit> = defineIndex<
  OrganizationalUnit,
  OrganizationalUnit,
  GoogleSession
>({
  name: 'google.organizational-units',
  of: organizationalUnit,
  pick: (unit) => unit,
})
