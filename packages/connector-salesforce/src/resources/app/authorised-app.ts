import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource, defineIndex } from '@opencasb/core/connector'
import type { SalesforceSession } from '../../session.ts'
import { type OauthGrant, oauthToken } from './oauth-token.ts'

/** An application that users have authorised, installed or not. */
export interface AuthorisedApp {
  /** Its entry in the app menu, or its name where it is not installed. */
  readonly id: string
  readonly name: string
  readonly isInstalled: boolean
  /** How many users have authorised it. */
  readonly users: number
}

/** Tokens gathered by application. */
export const grantsByApp: Index<OauthGrant, AuthorisedApp> = defineIndex<OauthGrant, AuthorisedApp, SalesforceSession>({
  name: 'salesforce.grants-by-app',
  of: oauthToken,
  by: idOf,
  pick: (grant, previous) => ({
    id: idOf(grant),
    // Of several names the first one in order: what comes first in a listing is chance.
    name: previous && previous.name < grant.appName ? previous.name : grant.appName,
    isInstalled: grant.appMenuItemId !== undefined,
    users: (previous?.users ?? 0) + 1,
  }),
})

function idOf({ appMenuItemId, appName }: OauthGrant): string {
  return appMenuItemId ?? appName
}

/** Applications that users have authorised. A token that cannot be read hides something, and makes nothing up. */
export const authorisedApp: ResourceType<AuthorisedApp, SalesforceSession> = defineDerivedResource<
  AuthorisedApp,
  { readonly apps: typeof grantsByApp },
  SalesforceSession
>({
  name: 'salesforce.authorised-app',
  lookup: { apps: grantsByApp },
  partial: true,
  items: ({ apps }) => apps.values(),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'application', id, name }),
})
