import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource, defineIndex } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import { type OauthGrant, oauthGrant } from './oauth-grant.ts'

/** An application that users of the account have authorised. */
export interface OauthApp {
  readonly clientId: string
  readonly name: string
  /** How many users have authorised it. */
  readonly users: number
  /** How many of them are super administrators. */
  readonly superAdmins: number
  /** All that anybody has let it do, sorted. */
  readonly scopes: readonly string[]
  readonly anonymous: boolean
  readonly native: boolean
}

/** Grants gathered by application. */
export const grantsByApp: Index<OauthGrant, OauthApp> = defineIndex<OauthGrant, OauthApp, GoogleSession>({
  name: 'google.grants-by-app',
  of: oauthGrant,
  by: ({ clientId }) => clientId,
  pick: (grant, previous) => ({
    clientId: grant.clientId,
    // Of several names the first one in order: what comes first in a listing is chance.
    name: previous && previous.name < grant.name ? previous.name : grant.name,
    users: (previous?.users ?? 0) + 1,
    superAdmins: (previous?.superAdmins ?? 0) + (grant.userIsSuperAdmin ? 1 : 0),
    scopes: previous ? union(previous.scopes, grant.scopes) : [...new Set(grant.scopes)].sort(),
    anonymous: grant.anonymous || previous?.anonymous === true,
    native: grant.native || previous?.native === true,
  }),
})

/** Applications that users have authorised. A grant that cannot be read hides something, and makes nothing up. */
export const oauthApp: ResourceType<OauthApp, GoogleSession> = defineDerivedResource<
  OauthApp,
  { readonly apps: typeof grantsByApp },
  GoogleSession
>({
  name: 'google.oauth-app',
  lookup: { apps: grantsByApp },
  partial: true,
  items: ({ apps }) => apps.values(),
  key: ({ clientId }) => clientId,
  asset: ({ clientId, name }) => ({
    kind: 'application',
    id: clientId,
    name,
    url: `https://admin.google.com/ac/owl/list?tab=apps&search=${encodeURIComponent(clientId)}`,
  }),
})

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  const all = new Set(known)
  const before = all.size
  for (const scope of more) all.add(scope)
  return all.size === before ? known : [...all].sort()
}
