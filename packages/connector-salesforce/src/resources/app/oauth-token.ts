import { UnexpectedAnswerError } from '@opencasb/core'
import type { Page, ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { type Soql, soql } from '../../soql.ts'
import { questionOf, type RowQuestion, readRows } from '../read-rows.ts'
import { momentField, textField } from '../row-fields.ts'

/** The tokens that one user gave one app, taken together. */
export interface OauthGrant {
  /** The app's entry in the app menu; absent for apps that are not installed. */
  readonly appMenuItemId: string | undefined
  readonly appName: string
  readonly userId: string
  /** `null`: never. */
  readonly lastUsedAt: string | null
  readonly useCount: number
}

const item: z.ZodType<OauthGrant> = z
  .object({
    AppName: z.string().min(1),
    AppMenuItemId: textField,
    UserId: z.string().min(1),
    LastUsedDate: momentField,
    UseCount: z.number().nullish(),
  })
  .transform((row) => ({
    appName: row.AppName,
    appMenuItemId: row.AppMenuItemId,
    userId: row.UserId,
    lastUsedAt: row.LastUsedDate ?? null,
    useCount: row.UseCount ?? 0,
  }))

const source = (where: Soql | undefined): RowQuestion => ({ object: 'OauthToken', fields, ...(where && { where }) })
const fields = ['AppName', 'AppMenuItemId', 'UserId', 'LastUsedDate', 'UseCount']

/** Salesforce gives 2,500 rows of one query, and says nothing where there are more. */
const mostRows = 2_500
/** Ids begin alike: what tells them apart stands behind the prefix. */
const splits = 16

const countSchema = z.number().int().nonnegative()

/**
 * OAuth tokens. The rows have no id; what a user gave an app is one thing for us. Where there are more rows than one
 * query gives, they are asked for by ranges of users.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_oauthtoken.htm
 */
export const oauthToken: ResourceType<OauthGrant, SalesforceSession> = defineResource<OauthGrant, SalesforceSession>({
  name: 'salesforce.oauth-token',
  needs: salesforceNeeds('CustomizeApplication'),
  order: 'unstable',
  cost: { bucket: 'default', itemsPerRequest: 500 },
  key: ({ appMenuItemId, appName, userId }) => `${appMenuItemId ?? appName}/${userId}`,
  asset: ({ appMenuItemId, appName, userId }) => ({
    kind: 'credential',
    id: `${appMenuItemId ?? appName}/${userId}`,
    name: `token of ${userId} for ${appName}`,
    owner: userId,
  }),
  async *collect(context) {
    // Behind the count: were the list older than it, tokens could be missing without a word.
    context.session.client.expect(questionOf(source(undefined)))
    const total = await count(context, undefined)
    yield* within(context, total, undefined, '005', 0)
  },
})

/** Reads the users whose ids lie in a range, in parts that are small enough. */
async function* within(
  context: StreamContext<SalesforceSession>,
  total: number,
  where: Soql | undefined,
  prefix: string,
  depth: number,
): AsyncGenerator<Page<OauthGrant>> {
  if (total < mostRows) {
    yield await gather(context, where, total)
    return
  }
  if (depth > splits) {
    throw new UnexpectedAnswerError('There are more OAuth tokens of one user than Salesforce lists', {
      retryable: false,
    })
  }
  const middle = await userInTheMiddle(context, where, prefix)
  const below = and(where, soql`UserId < ${middle}`)
  const above = and(where, soql`UserId >= ${middle}`)
  for (const part of [below, above]) yield* within(context, await count(context, part), part, middle, depth + 1)
}

function and(where: Soql | undefined, condition: Soql): Soql {
  return where ? soql`${where} AND ${condition}` : condition
}

async function count({ session, signal }: StreamContext<SalesforceSession>, where: Soql | undefined): Promise<number> {
  const query = where ? soql`SELECT COUNT() FROM OauthToken WHERE ${where}` : soql`SELECT COUNT() FROM OauthToken`
  const { totalSize } = await session.client.ask({ api: 'data', soql: query }, signal)
  const parsed = countSchema.safeParse(totalSize)
  if (!parsed.success) throw new UnexpectedAnswerError('Salesforce does not say how many OAuth tokens there are')
  return parsed.data
}

/** Halves a range by its users: the first half of the tokens belongs to those before this one. */
async function userInTheMiddle(
  { session, signal }: StreamContext<SalesforceSession>,
  where: Soql | undefined,
  after: string,
): Promise<string> {
  const query = soql`SELECT UserId FROM OauthToken WHERE ${where ?? soql`UserId > ${after}`} ORDER BY UserId`
  const seen: string[] = []
  const rows = session.client.query(query, { item: z.object({ UserId: z.string() }), signal })
  for await (const page of rows) seen.push(...page.items.map(({ UserId }) => UserId))
  const middle = seen[Math.floor(seen.length / 2)]
  if (middle === undefined || middle === seen[0]) {
    throw new UnexpectedAnswerError('There are more OAuth tokens of one user than Salesforce lists', {
      retryable: false,
    })
  }
  return middle
}

/** All tokens of a range, what belongs together put together. */
async function gather(
  { session, signal }: StreamContext<SalesforceSession>,
  where: Soql | undefined,
  expected: number,
): Promise<Page<OauthGrant>> {
  const grants = new Map<string, OauthGrant>()
  const unreadable: NonNullable<Page<OauthGrant>['unreadable']>[number][] = []
  let rows = 0
  for await (const page of readRows({ ...source(where), item, keyField: null }, { session, signal })) {
    rows += page.items.length + (page.unreadable?.length ?? 0)
    unreadable.push(...(page.unreadable ?? []))
    for (const grant of page.items) {
      const key = oauthToken.key(grant)
      grants.set(key, merge(grants.get(key), grant))
    }
  }
  if (rows < expected && rows >= mostRows) {
    throw new UnexpectedAnswerError(`Salesforce listed ${rows} of ${expected} OAuth tokens`, { retryable: false })
  }
  return { items: [...grants.values()], unreadable }
}

function merge(known: OauthGrant | undefined, next: OauthGrant): OauthGrant {
  if (!known) return next
  const newer = Date.parse(next.lastUsedAt ?? '') > Date.parse(known.lastUsedAt ?? '') || known.lastUsedAt === null
  return {
    ...known,
    lastUsedAt: newer ? next.lastUsedAt : known.lastUsedAt,
    useCount: known.useCount + next.useCount,
  }
}
