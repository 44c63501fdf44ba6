import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'

/** The tenant itself. */
export interface Organization {
  readonly id: string
  readonly displayName: string | undefined
  /** True: users come from Active Directory. */
  readonly onPremisesSyncEnabled: boolean | undefined
  readonly onPremisesLastSyncDateTime: string | undefined
  readonly technicalNotificationMails: readonly string[]
}

const organizationSchema: z.ZodType<Organization> = z.object({
  id: graphField.id,
  displayName: graphField.text,
  onPremisesSyncEnabled: graphField.flag,
  onPremisesLastSyncDateTime: graphField.text,
  // A list is what tells a tenant that has none from one that the application may not see all of.
  technicalNotificationMails: z.array(z.string()),
})

/**
 * The tenant.
 * @see https://learn.microsoft.com/en-us/graph/api/organization-list
 */
export const organization: ResourceType<Organization, M365Session> = defineResource<Organization, M365Session>({
  name: 'm365.organization',
  needs: graphNeeds(['Organization.Read.All']),
  order: 'stable',
  cost: { bucket: 'identity', itemsPerRequest: 1 },
  key: ({ id }) => id,
  asset: ({ id, displayName }) => ({ kind: 'organization', id, name: displayName || id }),
  collect: (context) =>
    listPages(context, '/organization', {
      item: organizationSchema,
      query: {
        $select: 'id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,technicalNotificationMails',
      },
    }),
})
