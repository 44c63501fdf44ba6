import { CheckpointExpiredError } from '@opencasb/core'
import type { Facet, FacetOutcome, Page, ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { fieldFacet } from '../field-facet.ts'
import { readRows } from '../read-rows.ts'
import { idField, momentField, textField } from '../row-fields.ts'

/** A user of the organisation. */
export interface User {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly isActive: boolean
  /** `Standard`, `Guest`, `PowerPartner`, `CspLitePortal`, `AutomatedProcess` …; `undefined` where Salesforce does not tell. */
  readonly userType: string | undefined
  readonly profileId: string | undefined
  readonly createdAt: string
  /** `null`: never; `undefined`: hidden. */
  readonly lastLoginAt: string | null | undefined
  readonly email: string | undefined
  /** Another address that mails are sent from; `null`: none, `undefined`: hidden. */
  readonly senderEmail: string | null | undefined
  readonly modifiedAt: string
}

const item: z.ZodType<User> = z
  .object({
    Id: idField,
    Username: z.string(),
    Name: z.string().nullish(),
    IsActive: z.boolean(),
    UserType: textField,
    ProfileId: textField,
    CreatedDate: z.string(),
    SystemModstamp: z.string(),
    LastLoginDate: momentField,
    Email: textField,
    SenderEmail: z.string().nullish(),
  })
  .transform((row) => ({
    id: row.Id,
    username: row.Username,
    name: row.Name ?? row.Username,
    isActive: row.IsActive,
    userType: row.UserType,
    profileId: row.ProfileId,
    createdAt: row.CreatedDate,
    lastLoginAt: row.LastLoginDate,
    email: row.Email,
    senderEmail: row.SenderEmail === '' ? null : row.SenderEmail,
    modifiedAt: row.SystemModstamp,
  }))

const source = {
  object: 'User',
  fields: ['Id', 'Username', 'Name', 'IsActive', 'UserType', 'ProfileId', 'CreatedDate', 'SystemModstamp'],
  optional: ['LastLoginDate', 'Email', 'SenderEmail'],
  order: soql`SystemModstamp DESC`,
  size: 'large',
  never: 'empty',
  item,
} as const

/** Changes may become visible so much later than the stamp that they carry. */
const overlapMs = 300_000

/**
 * Users. They are never deleted at Salesforce, only deactivated.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm
 */
export const user: ResourceType<User, SalesforceSession> = defineResource<User, SalesforceSession>({
  name: 'salesforce.user',
  needs: salesforceNeeds('ViewAllUsers'),
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, username, isActive }) => ({
    kind: 'account',
    id,
    name: username,
    status: isActive ? 'active' : 'inactive',
  }),
  collect: (context) => withFacets(withWatermark(readRows(source, context), undefined), context),
  async *changes({ from = '', ...context }): AsyncGenerator<Page<User>> {
    const since = Date.parse(from)
    if (Number.isNaN(since)) throw new CheckpointExpiredError('The time of the last read is missing')
    const where = soql`SystemModstamp >= ${new Date(since - overlapMs)}`
    const pages = readRows({ ...source, size: 'small', never: undefined, where }, context)
    for await (const { cursor: _cursor, total: _total, ...page } of withFacets(withWatermark(pages, from), context))
      yield page
  },
})

/**
 * Says where the next change feed begins: at the newest change that there was when the query began. The newest rows come
 * first; what changes while later pages are read has a newer stamp than that.
 */
async function* withWatermark(pages: AsyncIterable<Page<User>>, from: string | undefined): AsyncGenerator<Page<User>> {
  let watermark: string | undefined
  for await (const page of pages) {
    watermark ??= page.items.reduce<string | undefined>(
      (newest, { modifiedAt }) =>
        newest === undefined || Date.parse(modifiedAt) > Date.parse(newest) ? modifiedAt : newest,
      from,
    )
    yield watermark === undefined ? page : { ...page, watermark }
  }
}

/** When a user signed in last; `null` for never. */
export const lastLogin: Facet<User, { readonly at: string | null }, SalesforceSession> = fieldFacet({
  name: 'salesforce.user.last-login',
  of: user,
  object: 'User',
  fields: ['LastLoginDate'],
  read: ({ lastLoginAt }) => (lastLoginAt === undefined ? undefined : { at: lastLoginAt }),
})

/** The addresses of a user: their own, and the one that mails are sent from where it is another. */
export const addresses: Facet<User, { readonly email: string; readonly sender: string | null }, SalesforceSession> =
  fieldFacet({
    name: 'salesforce.user.addresses',
    of: user,
    object: 'User',
    fields: ['Email', 'SenderEmail'],
    read: ({ email, senderEmail }) =>
      email === undefined || senderEmail === undefined ? undefined : { email, sender: senderEmail },
  })

/** The facts are in the rows already: they come along, and nobody has to ask for them. */
async function* withFacets(
  pages: AsyncIterable<Page<User>>,
  context: StreamContext<SalesforceSession>,
): AsyncGenerator<Page<User>> {
  const wanted = [lastLogin, addresses].filter((facet) => context.wants(facet))
  for await (const page of pages) {
    const facets = new Map<string, ReadonlyMap<string, FacetOutcome>>()
    for (const { name, fetchMany } of wanted) {
      const outcomes = await fetchMany?.(page.items, context)
      if (outcomes) facets.set(name, outcomes)
    }
    yield { ...page, facets }
  }
}
