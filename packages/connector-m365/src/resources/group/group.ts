import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { changedSince, type DeltaFeed, listWithWatermark } from '../delta-feed.ts'
import { graphField } from '../graph-field.ts'

/** A group of the directory. */
export interface Group {
  readonly id: string
  readonly displayName: string | undefined
  /** `Unified` for Microsoft 365 groups, `DynamicMembership` for those with a rule. */
  readonly groupTypes: readonly string[]
  /** `Public`, `Private`, `HiddenMembership`; of Microsoft 365 groups only. */
  readonly visibility: string | undefined
  readonly securityEnabled: boolean | undefined
  readonly membershipRule: string | undefined
  /** `On`, `Paused` */
  readonly membershipRuleProcessingState: string | undefined
  readonly isAssignableToRole: boolean | undefined
  readonly onPremisesProvisioningErrors: readonly unknown[]
}

const groupSchema: z.ZodType<Group> = z.object({
  id: graphField.id,
  displayName: graphField.text,
  groupTypes: graphField.texts,
  visibility: graphField.text,
  securityEnabled: graphField.flag,
  membershipRule: graphField.text,
  membershipRuleProcessingState: graphField.text,
  isAssignableToRole: graphField.flag,
  onPremisesProvisioningErrors: z
    .array(z.unknown())
    .nullish()
    .transform((value) => value ?? []),
})

const feed: DeltaFeed<Group> = {
  path: '/groups',
  item: groupSchema,
  query: {
    $top: 999,
    $select:
      'id,displayName,groupTypes,visibility,securityEnabled,membershipRule,membershipRuleProcessingState,isAssignableToRole,onPremisesProvisioningErrors',
  },
}

/**
 * Groups.
 * @see https://learn.microsoft.com/en-us/graph/api/group-list
 */
export const group: ResourceType<Group, M365Session> = defineResource<Group, M365Session>({
  name: 'm365.group',
  needs: graphNeeds(['Group.Read.All']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 999 },
  key: ({ id }) => id,
  asset: ({ id, displayName }) => ({ kind: 'group', id, name: displayName || id }),
  collect: (context) => listWithWatermark(context, feed),
  changes: (context) => changedSince(context, feed),
})
