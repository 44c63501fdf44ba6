import type { Facet, FacetOutcome, ResourceType } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { oddValue } from '../field-facet.ts'
import { idField, textField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A profile, as the permission set that Salesforce keeps for each of them shows it. */
export interface Profile {
  readonly id: string
  readonly name: string
  /** Made in this organisation; the others came with Salesforce and cannot be narrowed. */
  readonly isCustom: boolean
  readonly userType: string | undefined
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm */
export const profile: ResourceType<Profile, SalesforceSession> = rowsResource<Profile>({
  name: 'salesforce.profile',
  needs: ['ViewSetup'],
  object: 'PermissionSet',
  fields: ['ProfileId', 'IsCustom', 'Profile.Name', 'Profile.UserType'],
  where: soql`IsOwnedByProfile = ${true}`,
  never: 'empty',
  keyField: 'ProfileId',
  item: z
    .object({
      ProfileId: idField,
      IsCustom: z.boolean(),
      Profile: z.object({ Name: z.string(), UserType: textField }),
    })
    .transform((row) => ({
      id: row.ProfileId,
      name: row.Profile.Name,
      isCustom: row.IsCustom,
      userType: row.Profile.UserType,
    })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'role', id, name }),
})

const countSchema = z.object({ ProfileId: z.string().nullable(), users: z.number().int() })

/** How many active users have a profile: one question for all of them. */
export const activeUsers: Facet<Profile, number, SalesforceSession> = defineFacet<Profile, number, SalesforceSession>({
  name: 'salesforce.profile.active-users',
  of: profile,
  needs: salesforceNeeds('ViewSetup', 'ViewAllUsers'),
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  fetch: async ({ id }, { session, signal }) => (await countUsers(session, signal)).get(id) ?? 0,
  fetchMany: async (profiles, { session, signal }) => {
    const counts = await countUsers(session, signal)
    return new Map(profiles.map(({ id }): [string, FacetOutcome<number>] => [id, { value: counts.get(id) ?? 0 }]))
  },
})

function countUsers({ client }: SalesforceSession, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  return client.once('active users per profile', async () => {
    const query = soql`SELECT ProfileId, COUNT(Id) users FROM User WHERE IsActive = ${true} GROUP BY ProfileId`
    const { records } = await client.ask({ api: 'data', soql: query }, signal)
    const rows = z.array(countSchema).safeParse(records)
    if (!rows.success) throw oddValue('The number of users per profile')
    return new Map(
      rows.data.flatMap(({ ProfileId, users }) => (ProfileId === null ? [] : [[ProfileId, users] as const])),
    )
  })
}
