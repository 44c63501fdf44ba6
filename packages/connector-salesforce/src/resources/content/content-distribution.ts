import type { Facet, ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { fieldFacet } from '../field-facet.ts'
import { idField, momentField, textField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'
import { passwordStrength } from './password-strength.ts'

/** A file that was shared by a link which anyone can open: a content delivery or a public link. */
export interface ContentDistribution {
  readonly id: string
  readonly name: string
  readonly documentId: string | undefined
  readonly ownerId: string
  readonly passwordRequired: boolean
  /** How good the password is; the password itself is not kept. `undefined` where Salesforce does not show it. */
  readonly password: 'weak' | 'strong' | undefined
  readonly expires: boolean
  readonly expiresAt: string | null | undefined
  /** `null`: never. */
  readonly lastViewedAt: string | null | undefined
  readonly createdAt: string
}

const item: z.ZodType<ContentDistribution> = z
  .object({
    Id: idField,
    Name: z.string().nullish(),
    ContentDocumentId: textField,
    OwnerId: idField,
    CreatedDate: z.string(),
    PreferencesPasswordRequired: z.boolean(),
    PreferencesExpires: z.boolean(),
    ExpiryDate: momentField,
    LastViewDate: momentField,
    Password: textField,
  })
  .transform((row) => ({
    id: row.Id,
    name: row.Name ?? row.Id,
    documentId: row.ContentDocumentId,
    ownerId: row.OwnerId,
    passwordRequired: row.PreferencesPasswordRequired,
    password: row.Password === undefined ? undefined : passwordStrength(row.Password),
    expires: row.PreferencesExpires,
    expiresAt: row.ExpiryDate,
    lastViewedAt: row.LastViewDate,
    createdAt: row.CreatedDate,
  }))

/**
 * Public links to files. Salesforce shows those of files that the integration user has access to, and does not tell how
 * many others there are; Query All Files widens that as far as it goes.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentdistribution.htm
 */
export const contentDistribution: ResourceType<ContentDistribution, SalesforceSession> = rowsResource({
  name: 'salesforce.content-distribution',
  needs: ['ViewAllData', 'QueryAllFiles'],
  object: 'ContentDistribution',
  fields: [
    'Id',
    'Name',
    'ContentDocumentId',
    'OwnerId',
    'CreatedDate',
    'PreferencesPasswordRequired',
    'PreferencesExpires',
    'ExpiryDate',
  ],
  optional: ['LastViewDate', 'Password'],
  item,
  key: ({ id }) => id,
  asset: ({ id, name, ownerId }) => ({ kind: 'file', id, name, owner: ownerId }),
})

/** How good the password of a link is; `none` where it has none. */
export const linkPassword: Facet<ContentDistribution, 'none' | 'weak' | 'strong', SalesforceSession> = fieldFacet<
  ContentDistribution,
  'none' | 'weak' | 'strong'
>({
  name: 'salesforce.content-distribution.password',
  of: contentDistribution,
  object: 'ContentDistribution',
  fields: ['Password'],
  read: ({ passwordRequired, password }) => (passwordRequired ? password : 'none'),
})

/** When a link was opened last. */
export const linkViews: Facet<ContentDistribution, { readonly at: string | null }, SalesforceSession> = fieldFacet({
  name: 'salesforce.content-distribution.views',
  of: contentDistribution,
  object: 'ContentDistribution',
  fields: ['LastViewDate'],
  read: ({ lastViewedAt }) => (lastViewedAt === undefined ? undefined : { at: lastViewedAt }),
})
