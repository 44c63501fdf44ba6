import type { ResourceType } from '@opencasb/core/connector'
import { defineChildResource } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import type { User } from '../user/user-schema.ts'
import { type UserToken, userTokens } from '../user/user-tokens.ts'

/** What one user has let one application do. */
export interface OauthGrant extends UserToken {
  readonly userId: string
  readonly email: string
  readonly userIsSuperAdmin: boolean
}

/** Grants of users to applications. */
export const oauthGrant: ResourceType<OauthGrant, GoogleSession> = defineChildResource<
  OauthGrant,
  User,
  readonly UserToken[],
  GoogleSession
>({
  name: 'google.oauth-grant',
  from: userTokens,
  items: (tokens, { id, email, isSuperAdmin }) =>
    tokens.map((token) => ({ ...token, userId: id, email, userIsSuperAdmin: isSuperAdmin })),
  key: ({ userId, clientId }) => `${userId}/${clientId}`,
  asset: ({ userId, clientId, name, email }) => ({
    kind: 'credential',
    id: `${userId}/${clientId}`,
    name: `${name}, authorised by ${email}`,
    url: 'https://admin.google.com/ac/owl/list?tab=apps',
    owner: email,
  }),
})
