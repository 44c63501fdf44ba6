import { z } from 'zod'
import { graphField, graphList, graphObject } from '../graph-field.ts'

/** Somebody or something that was given access, as far as SharePoint tells who it is. */
export interface Identity {
  readonly id: string | undefined
  readonly displayName: string | undefined
  /** `i:0#.f|membership|user-17@acme.example` */
  readonly loginName: string | undefined
  readonly email: string | undefined
  readonly userPrincipalName: string | undefined
}

/** The same one under several names; what it is not is undefined. */
export interface IdentitySet {
  readonly user: Identity | undefined
  readonly siteUser: Identity | undefined
  readonly group: Identity | undefined
  readonly siteGroup: Identity | undefined
  readonly sharePointGroup: Identity | undefined
  readonly application: Identity | undefined
  readonly device: Identity | undefined
}

/** A permission of a file or folder: a sharing link, or access of somebody by name. */
export interface Permission {
  readonly id: string
  readonly roles: readonly string[]
  readonly link: { readonly scope: string | undefined; readonly type: string | undefined } | undefined
  readonly hasPassword: boolean | undefined
  readonly expirationDateTime: string | undefined
  readonly isInherited: boolean
  readonly grantedTo: IdentitySet | undefined
  readonly grantedToIdentities: readonly IdentitySet[]
  readonly invitation: { readonly email: string | undefined } | undefined
}

const identity: z.ZodType<Identity | undefined> = graphObject(
  z.object({
    id: graphField.text,
    displayName: graphField.text,
    loginName: graphField.text,
    email: graphField.text,
    userPrincipalName: graphField.text,
  }),
)
const identitySet: z.ZodType<IdentitySet> = z.object({
  user: identity,
  siteUser: identity,
  group: identity,
  siteGroup: identity,
  sharePointGroup: identity,
  application: identity,
  device: identity,
})

/**
 * Accepts a permission. The address of a link is a secret and left out.
 * @see https://learn.microsoft.com/en-us/graph/api/resources/permission
 */
export const permissionSchema: z.ZodType<Permission> = z
  .object({
    id: graphField.id,
    roles: graphField.texts,
    link: graphObject(z.object({ scope: graphField.text, type: graphField.text })),
    hasPassword: graphField.flag,
    expirationDateTime: graphField.text,
    inheritedFrom: graphObject(z.looseObject({})),
    grantedTo: graphObject(identitySet),
    grantedToV2: graphObject(identitySet),
    grantedToIdentities: graphList(identitySet),
    grantedToIdentitiesV2: graphList(identitySet),
    invitation: graphObject(z.object({ email: graphField.text })),
  })
  .transform(({ inheritedFrom, grantedToV2, grantedToIdentitiesV2, ...rest }) => ({
    ...rest,
    isInherited: inheritedFrom !== undefined && Object.keys(inheritedFrom).length > 0,
    grantedTo: grantedToV2 ?? rest.grantedTo,
    grantedToIdentities: grantedToIdentitiesV2.length > 0 ? grantedToIdentitiesV2 : rest.grantedToIdentities,
  }))
