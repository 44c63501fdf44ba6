import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { changedSince, type DeltaFeed, listWithWatermark } from '../delta-feed.ts'
import { graphField, graphList } from '../graph-field.ts'
import { userAsset } from './user-asset.ts'

/** A user of the directory, guests among them. What is not set at Microsoft is `undefined`. */
export interface User {
  readonly id: string
  readonly displayName: string | undefined
  readonly userPrincipalName: string | undefined
  readonly accountEnabled: boolean
  /** `Member`, `Guest`; not set on very old accounts. */
  readonly userType: string | undefined
  readonly createdDateTime: string | undefined
  /** True: synchronised; false: once was; undefined: never. */
  readonly onPremisesSyncEnabled: boolean | undefined
  readonly onPremisesLastSyncDateTime: string | undefined
  readonly onPremisesProvisioningErrors: readonly ProvisioningError[]
  /** `DisablePasswordExpiration`, `DisableStrongPassword`, or both behind a comma. */
  readonly passwordPolicies: string | undefined
  readonly lastPasswordChangeDateTime: string | undefined
  readonly legalAgeGroupClassification: string | undefined
  /** `SMTP:` is the main address, `smtp:` are others. */
  readonly proxyAddresses: readonly string[]
  /** `PendingAcceptance`, `Accepted`; set on those who were invited. */
  readonly externalUserState: string | undefined
}

/** Why a synchronised account could not be provisioned. */
export interface ProvisioningError {
  readonly category: string | undefined
  readonly propertyCausingError: string | undefined
}

const userSchema: z.ZodType<User> = z.object({
  id: graphField.id,
  displayName: graphField.text,
  userPrincipalName: graphField.text,
  accountEnabled: z.boolean(),
  userType: graphField.text,
  createdDateTime: graphField.text,
  onPremisesSyncEnabled: graphField.flag,
  onPremisesLastSyncDateTime: graphField.text,
  onPremisesProvisioningErrors: graphList(
    z.object({ category: graphField.text, propertyCausingError: graphField.text }),
  ),
  passwordPolicies: graphField.text,
  lastPasswordChangeDateTime: graphField.text,
  legalAgeGroupClassification: graphField.text,
  proxyAddresses: graphField.texts,
  externalUserState: graphField.text,
})

const feed: DeltaFeed<User> = {
  path: '/users',
  item: userSchema,
  query: {
    $top: 999,
    $select:
      'id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesProvisioningErrors,passwordPolicies,lastPasswordChangeDateTime,legalAgeGroupClassification,proxyAddresses,externalUserState',
  },
}

/**
 * Users.
 * @see https://learn.microsoft.com/en-us/graph/api/user-list
 */
export const user: ResourceType<User, M365Session> = defineResource<User, M365Session>({
  name: 'm365.user',
  needs: graphNeeds(['User.Read.All']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 999 },
  key: ({ id }) => id,
  asset: userAsset,
  collect: (context) => listWithWatermark(context, feed),
  changes: (context) => changedSince(context, feed),
})
