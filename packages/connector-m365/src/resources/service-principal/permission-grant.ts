import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'

/** What an application may do in the name of one user, or of all. */
export interface PermissionGrant {
  readonly id: string
  /** Service principal of the application. */
  readonly clientId: string
  /** `AllPrincipals`, `Principal` */
  readonly consentType: string
  /** The user; undefined where it is for all. */
  readonly principalId: string | undefined
  /** Service principal of the API. */
  readonly resourceId: string
  readonly scopes: readonly string[]
}

const grantSchema: z.ZodType<PermissionGrant> = z
  .object({
    id: graphField.id,
    clientId: graphField.id,
    consentType: graphField.id,
    principalId: graphField.text,
    resourceId: graphField.id,
    scope: z.string().nullable(),
  })
  .transform(({ scope, ...grant }) => ({ ...grant, scopes: (scope ?? '').split(/\s+/).filter(Boolean) }))

/**
 * Delegated permissions that users and administrators consented to.
 * @see https://learn.microsoft.com/en-us/graph/api/oauth2permissiongrant-list
 */
export const permissionGrant: ResourceType<PermissionGrant, M365Session> = defineResource<PermissionGrant, M365Session>(
  {
    name: 'm365.permission-grant',
    needs: graphNeeds(['Directory.Read.All']),
    order: 'unstable',
    cost: { bucket: 'identity', itemsPerRequest: 999, unitsPerRequest: 2 },
    key: ({ id }) => id,
    asset: ({ clientId, principalId }) => ({
      kind: 'application',
      id: clientId,
      name: clientId,
      ...(principalId !== undefined && { owner: principalId }),
    }),
    collect: (context) => listPages(context, '/oauth2PermissionGrants', { item: grantSchema, query: { $top: 999 } }),
  },
)
