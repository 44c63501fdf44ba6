import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type Group, group } from './group.ts'

/** Who may do what in a group. The words are Google's: `ANYONE_CAN_JOIN`, `ALL_MEMBERS_CAN_VIEW`. */
export interface GroupSettings {
  readonly whoCanJoin: string
  readonly whoCanViewGroup: string
  readonly whoCanPostMessage: string
  readonly whoCanViewMembership: string
  readonly whoCanDiscoverGroup: string | undefined
  readonly allowExternalMembers: boolean
  /** `MODERATE_NONE`, `MODERATE_NON_MEMBERS`, `MODERATE_ALL_MESSAGES`, … */
  readonly messageModerationLevel: string
}

/** The API writes its switches as texts. */
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const schema: z.ZodType<GroupSettings> = z
  .object({
    whoCanJoin: z.string().min(1),
    whoCanViewGroup: z.string().min(1),
    whoCanPostMessage: z.string().min(1),
    whoCanViewMembership: z.string().min(1),
    whoCanDiscoverGroup: z.string().nullish(),
    allowExternalMembers: flag,
    messageModerationLevel: z.string().min(1),
  })
  .transform((answer) => ({ ...answer, whoCanDiscoverGroup: answer.whoCanDiscoverGroup ?? undefined }))

/**
 * Settings of a group, by its address: the Groups Settings API knows groups by nothing else. It answers Atom unless
 * asked for JSON.
 * @see https://developers.google.com/workspace/admin/groups-settings/v1/reference/groups/get
 */
export const groupSettings: Facet<Group, GroupSettings, GoogleSession> = defineFacet<
  Group,
  GroupSettings,
  GoogleSession
>({
  name: 'google.group.settings',
  of: group,
  needs: googleNeeds('admin.directory.group.readonly', 'apps.groups.settings'),
  cost: { bucket: 'groupsSettings', itemsPerRequest: 1 },
  fetch: async ({ email }, { session, signal }) => {
    const path = `/groups/v1/groups/${encodeURIComponent(email)}`
    const { data } = await session.client.http('groupsSettings').get(path, { schema, query: { alt: 'json' }, signal })
    return data
  },
})
