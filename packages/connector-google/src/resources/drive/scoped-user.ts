import { NotFoundError, UnexpectedAnswerError, type UnreadableItem } from '@opencasb/core'
import type { Page, PartitionContext } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SharingScope } from '../../config.ts'
import type { GoogleSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** A user whose files, calendar and mailbox are to be read. */
export interface ScopedUser {
  readonly id: string
  readonly email: string
  /** Path of the organisational unit. */
  readonly unit: string
  readonly status: 'active' | 'suspended' | 'archived'
  /** `undefined` where Google does not tell. */
  readonly hasMailbox: boolean | undefined
}

const schema = z
  .object({
    id: z.string().min(1),
    primaryEmail: z.string().min(1),
    orgUnitPath: z.string().nullish(),
    suspended: z.boolean(),
    archived: z.boolean().nullish(),
    isMailboxSetup: z.boolean().nullish(),
  })
  .transform(
    ({ id, primaryEmail, orgUnitPath, suspended, archived, isMailboxSetup }): ScopedUser => ({
      id,
      email: primaryEmail,
      unit: orgUnitPath ?? '/',
      status: suspended ? 'suspended' : archived ? 'archived' : 'active',
      hasMailbox: isMailboxSetup ?? undefined,
    }),
  )

const fields = 'id,primaryEmail,orgUnitPath,suspended,archived,isMailboxSetup'

/** Where more users are named, the whole directory is listed instead: 500 users a request. */
const mostAskedFor = 100

/** What reading the users in scope takes. */
type ScopeContext = PartitionContext<GoogleSession> & { readonly from?: string }

/** Users that the configuration's `sharing` names: those asked for one by one, or a page of the directory at a time. */
export function readScopedUsers(context: ScopeContext): AsyncGenerator<Page<ScopedUser>> {
  const { users } = context.session.config.sharing
  return users && users.length <= mostAskedFor ? askFor(users, context) : listUsers(context)
}

async function* askFor(emails: readonly string[], context: ScopeContext): AsyncGenerator<Page<ScopedUser>> {
  const { session, signal, log } = context
  const items: ScopedUser[] = []
  const unreadable: UnreadableItem[] = []
  for (const email of new Set(emails.map((one) => one.toLowerCase()))) {
    const path = `/admin/directory/v1/users/${encodeURIComponent(email)}`
    const query = { projection: 'basic', fields }
    try {
      const { data } = await session.client.http('directory').get(path, { schema: answered, query, signal })
      const { success, data: user } = schema.safeParse(data)
      // An address may be an alias; who is read in whose name is told by the primary one.
      if (success && isInScope({ ...user, email }, session.config.sharing)) items.push(user)
      else if (!success) unreadable.push(unreadableUser(keyOf('id')(data)))
    } catch (error) {
      if (!NotFoundError.is(error)) throw error
      log.warn('a user that config.sharing.users names is not in the directory')
    }
  }
  yield { items, unreadable }
}

async function* listUsers(context: ScopeContext): AsyncGenerator<Page<ScopedUser>> {
  const { config, customerId } = context.session
  const pages = readListing(context, 'directory', '/admin/directory/v1/users', {
    item: schema,
    itemsField: 'users',
    keyOf: keyOf('id'),
    query: {
      customer: customerId,
      maxResults: 500,
      projection: 'basic',
      fields: `kind,nextPageToken,users(${fields})`,
    },
  })
  const recent: ReadonlySet<string>[] = []
  let stale = 0
  for await (const page of pages) {
    // Of pages that are filtered the engine cannot tell whether they bring anything new.
    const isStale = page.items.length > 0 && page.items.every(({ id }) => recent.some((ids) => ids.has(id)))
    stale = isStale ? stale + 1 : 0
    if (stale === mostStalePages) throw new UnexpectedAnswerError('the listing of users repeats itself')
    recent.unshift(new Set(page.items.map(({ id }) => id)))
    recent.splice(rememberedPages)
    yield { ...page, items: page.items.filter((user) => isInScope(user, config.sharing)) }
  }
}

const mostStalePages = 10
const rememberedPages = 4
const answered = z.looseObject({})

function unreadableUser(key: string | undefined): UnreadableItem {
  const message = 'The answer does not say what is needed of the user'
  return { ...(key !== undefined && { key }), reason: 'unexpected-answer', message }
}

/** Says whether a user is in one of the named units or below it, and among the named users where there are any. */
export function isInScope(
  { email, unit }: Pick<ScopedUser, 'email' | 'unit'>,
  { units, users }: SharingScope,
): boolean {
  const byUnit = units === undefined || units.some((path) => isAtOrBelow(unit, path))
  const byUser = users === undefined || users.some((one) => one.toLowerCase() === email.toLowerCase())
  return byUnit && byUser
}

function isAtOrBelow(unit: string, path: string): boolean {
  const wanted = path.replace(/\/+$/, '').toLowerCase()
  const actual = unit.toLowerCase()
  return actual === wanted || actual.startsWith(`${wanted}/`)
}
