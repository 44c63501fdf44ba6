import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { userAsset } from './user-asset.ts'

/** What a user has registered to sign in with. */
export interface UserRegistration {
  readonly id: string
  readonly userDisplayName: string | undefined
  readonly userPrincipalName: string | undefined
  /** `member`, `guest` */
  readonly userType: string | undefined
  /** Holds a directory role. */
  readonly isAdmin: boolean
  /** Registered a strong method that the policy allows. */
  readonly isMfaCapable: boolean
  /** Registered a strong method. */
  readonly isMfaRegistered: boolean
  /** As the report names them: `mobilePhone`, `microsoftAuthenticatorPush`, `passKeyDeviceBound`. */
  readonly methodsRegistered: readonly string[]
}

const registrationSchema: z.ZodType<UserRegistration> = z.object({
  id: graphField.id,
  userDisplayName: graphField.text,
  userPrincipalName: graphField.text,
  userType: graphField.text,
  isAdmin: z.boolean(),
  isMfaCapable: z.boolean(),
  isMfaRegistered: z.boolean(),
  methodsRegistered: z.array(z.string()),
})

/**
 * Registered authentication methods, from a report that Microsoft brings up to date several times a day. Disabled users
 * are not in it.
 * @see https://learn.microsoft.com/en-us/graph/api/authenticationmethodsroot-list-userregistrationdetails
 */
export const userRegistration: ResourceType<UserRegistration, M365Session> = defineResource<
  UserRegistration,
  M365Session
>({
  name: 'm365.user-registration',
  needs: graphNeeds(['AuditLog.Read.All']),
  features: ['entra-id-p1'],
  order: 'unstable',
  cost: { bucket: 'reports', itemsPerRequest: 999 },
  key: ({ id }) => id,
  asset: ({ id, userDisplayName, userPrincipalName }) =>
    userAsset({ id, displayName: userDisplayName, userPrincipalName }),
  collect: (context) =>
    listPages(context, '/reports/authenticationMethods/userRegistrationDetails', {
      item: registrationSchema,
      query: { $top: 999 },
    }),
})
