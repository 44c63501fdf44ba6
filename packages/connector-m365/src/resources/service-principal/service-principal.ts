import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { type AppCredential, credentialsSchema } from '../application/app-credential.ts'
import { changedSince, type DeltaFeed, listWithWatermark } from '../delta-feed.ts'
import { graphField, graphObject } from '../graph-field.ts'

/** An application as it is used in the tenant: what its screens call an enterprise application. */
export interface ServicePrincipal {
  readonly id: string
  readonly appId: string | undefined
  readonly displayName: string | undefined
  readonly accountEnabled: boolean
  /** Who registered the application; undefined where Microsoft does not tell, as for managed identities. */
  readonly origin: 'own' | 'microsoft' | 'other' | undefined
  readonly appRoleAssignmentRequired: boolean
  /** `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp` */
  readonly servicePrincipalType: string | undefined
  readonly disabledByMicrosoftStatus: string | undefined
  readonly preferredSingleSignOnMode: string | undefined
  readonly verifiedPublisher: string | undefined
  readonly passwordCredentials: readonly AppCredential[]
  readonly keyCredentials: readonly AppCredential[]
}

/** Tenants in which Microsoft registers its own applications. */
const microsoftTenants: ReadonlySet<string> = new Set([
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
])

const servicePrincipalShape = z.object({
  id: graphField.id,
  appId: graphField.text,
  displayName: graphField.text,
  accountEnabled: z.boolean(),
  appOwnerOrganizationId: graphField.text,
  appRoleAssignmentRequired: z.boolean(),
  servicePrincipalType: graphField.text,
  disabledByMicrosoftStatus: graphField.text,
  preferredSingleSignOnMode: graphField.text,
  verifiedPublisher: graphObject(z.object({ displayName: graphField.text })),
  passwordCredentials: credentialsSchema,
  keyCredentials: credentialsSchema,
})

function schemaFor(tenant: string): z.ZodType<ServicePrincipal> {
  return servicePrincipalShape.transform(({ verifiedPublisher, appOwnerOrganizationId, ...principal }) => ({
    ...principal,
    origin: originOf(appOwnerOrganizationId?.toLowerCase(), tenant.toLowerCase()),
    verifiedPublisher: verifiedPublisher?.displayName,
  }))
}

function originOf(owner: string | undefined, tenant: string): ServicePrincipal['origin'] {
  if (owner === undefined) return undefined
  if (owner === tenant) return 'own'
  return microsoftTenants.has(owner) ? 'microsoft' : 'other'
}

const feedOf = ({ tenant }: M365Session): DeltaFeed<ServicePrincipal> => ({
  path: '/servicePrincipals',
  item: schemaFor(tenant.id),
  query: {
    $top: 999,
    $select:
      'id,appId,displayName,accountEnabled,appOwnerOrganizationId,appRoleAssignmentRequired,servicePrincipalType,disabledByMicrosoftStatus,preferredSingleSignOnMode,verifiedPublisher,passwordCredentials,keyCredentials',
  },
})

/**
 * Service principals.
 * @see https://learn.microsoft.com/en-us/graph/api/serviceprincipal-list
 */
export const servicePrincipal: ResourceType<ServicePrincipal, M365Session> = defineResource<
  ServicePrincipal,
  M365Session
>({
  name: 'm365.service-principal',
  needs: graphNeeds(['Application.Read.All']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 999 },
  key: ({ id }) => id,
  asset: ({ id, displayName, appId, accountEnabled }) => ({
    kind: 'application',
    id,
    name: displayName || appId || id,
    status: accountEnabled ? 'enabled' : 'disabled',
  }),
  collect: (context) => listWithWatermark(context, feedOf(context.session)),
  changes: (context) => changedSince(context, feedOf(context.session)),
})

/** What is kept of each service principal for looking up. */
export interface ServicePrincipalName {
  readonly name: string
  readonly origin: ServicePrincipal['origin']
  readonly verified: boolean
}

/** Names of service principals. */
export const servicePrincipalNames: Index<ServicePrincipal, ServicePrincipalName> = defineIndex({
  name: 'm365.service-principal-names',
  of: servicePrincipal,
  pick: ({ id, displayName, appId, origin, verifiedPublisher }) => ({
    name: displayName || appId || id,
    origin,
    verified: verifiedPublisher !== undefined,
  }),
})
