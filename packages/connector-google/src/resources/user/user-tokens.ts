import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { user } from './user.ts'
import type { User } from './user-schema.ts'

/** What a user has let an application do. */
export interface UserToken {
  readonly clientId: string
  readonly name: string
  readonly scopes: readonly string[]
  /** Not registered with Google. */
  readonly anonymous: boolean
  /** Installed on a computer or phone. */
  readonly native: boolean
}

const tokenSchema = z
  .object({
    clientId: z.string().min(1),
    displayText: z.string().nullish(),
    scopes: z.array(z.string()).nullish(),
    anonymous: z.boolean().nullish(),
    nativeApp: z.boolean().nullish(),
  })
  .transform(
    ({ clientId, displayText, scopes, anonymous, nativeApp }): UserToken => ({
      clientId,
      name: displayText || clientId,
      scopes: scopes ?? [],
      anonymous: anonymous === true,
      native: nativeApp === true,
    }),
  )

/** Google leaves the list out where there is nothing in it. */
const schema = z.object({ kind: z.string(), items: z.array(tokenSchema).default([]) })

/**
 * Applications that a user has authorised. There is no listing for all users: one request each.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/tokens/list
 */
export const userTokens: Facet<User, readonly UserToken[], GoogleSession> = defineFacet<
  User,
  readonly UserToken[],
  GoogleSession
>({
  name: 'google.user.tokens',
  of: user,
  needs: googleNeeds('admin.directory.user.readonly', 'admin.directory.user.security'),
  cost: { bucket: 'directory', itemsPerRequest: 1 },
  fetch: async ({ id }, { session, signal }) => {
    const path = `/admin/directory/v1/users/${encodeURIComponent(id)}/tokens`
    const fields = 'kind,items(clientId,displayText,scopes,anonymous,nativeApp)'
    const { data } = await session.client.http('directory').get(path, { schema, query: { fields }, signal })
    return data.items
  },
})
