import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { userAsset } from './user-asset.ts'

/** When a user last signed in. */
export interface UserSignIn {
  readonly id: string
  readonly displayName: string | undefined
  readonly userPrincipalName: string | undefined
  readonly accountEnabled: boolean
  readonly userType: string | undefined
  readonly externalUserState: string | undefined
  readonly createdDateTime: string | undefined
  /** Undefined where nobody ever signed in since Microsoft keeps count. */
  readonly signInActivity: SignInActivity | undefined
}

/** The latest sign-ins by kind. */
export interface SignInActivity {
  readonly lastSignInDateTime: string | undefined
  readonly lastNonInteractiveSignInDateTime: string | undefined
  readonly lastSuccessfulSignInDateTime: string | undefined
}

const userSignInSchema: z.ZodType<UserSignIn> = z.object({
  id: graphField.id,
  displayName: graphField.text,
  userPrincipalName: graphField.text,
  accountEnabled: z.boolean(),
  userType: graphField.text,
  externalUserState: graphField.text,
  createdDateTime: graphField.text,
  signInActivity: graphObject(
    z.object({
      lastSignInDateTime: graphField.text,
      lastNonInteractiveSignInDateTime: graphField.text,
      lastSuccessfulSignInDateTime: graphField.text,
    }),
  ),
})

/**
 * Users with their latest sign-ins: a listing of its own, as Graph gives 500 of them at most, wants another permission and
 * a licence.
 * @see https://learn.microsoft.com/en-us/graph/api/resources/signinactivity
 */
export const userSignIn: ResourceType<UserSignIn, M365Session> = defineResource<UserSignIn, M365Session>({
  name: 'm365.user-sign-in',
  needs: graphNeeds(['User.Read.All', 'AuditLog.Read.All']),
  features: ['entra-id-p1'],
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 500 },
  key: ({ id }) => id,
  asset: userAsset,
  collect: (context) =>
    listPages(context, '/users', {
      item: userSignInSchema,
      query: {
        $top: 500,
        $select:
          'id,displayName,userPrincipalName,accountEnabled,userType,externalUserState,createdDateTime,signInActivity',
      },
    }),
})
