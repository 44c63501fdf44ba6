import type { StreamContext } from '@opencasb/core/connector'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scopes, signIn } from '../../tests/sign-in.ts'
import type { GoogleSession } from '../session.ts'
import { createGoogleSimulator, type RunningGoogleSimulator } from '../simulator.ts'
import { group } from './group/group.ts'
import { groupMembers } from './group/group-members.ts'
import { grantsByApp } from './oauth/oauth-app.ts'
import { user } from './user/user.ts'
import { userFields, userSchema } from './user/user-schema.ts'

let simulator: RunningGoogleSimulator
beforeEach(async () => {
  simulator = await createGoogleSimulator({ world: { users: 25, groups: 12, pageCap: 10, moreDomains: true } })
})
afterEach(() => simulator.close())

async function context(changes: Partial<StreamContext<GoogleSession>> = {}): Promise<StreamContext<GoogleSession>> {
  return {
    session: await signIn(simulator, { granted: Object.values(scopes) }),
    partition: { key: 'C0', name: 'acme.example' },
    signal: new AbortController().signal,
    log: { debug: () => undefined, warn: () => undefined },
    wants: () => true,
    ...changes,
  }
}

const complete = {
  id: '1',
  primaryEmail: 'user-1@acme.example',
  isAdmin: false,
  isDelegatedAdmin: false,
  isEnrolledIn2Sv: true,
  isEnforcedIn2Sv: true,
  suspended: false,
  lastLoginTime: '1970-01-01T00:00:00.000Z',
  creationTime: '2025-01-01T00:00:00.000Z',
  ipWhitelisted: false,
  changePasswordAtNextLogin: false,
}

describe('users', () => {
  it('are read page by page, and from the middle', async () => {
    const pages = []
    for await (const page of user.collect(await context())) pages.push(page)
    expect(pages.map(({ items }) => items.length)).toEqual([10, 10, 5])
    expect(pages.map(({ cursor }) => cursor !== undefined)).toEqual([true, true, false])
    const rest = []
    for await (const page of user.collect(await context({ from: pages[0]?.cursor ?? '' }))) rest.push(...page.items)
    expect(rest.map(({ id }) => id)).toEqual(pages.slice(1).flatMap(({ items }) => items.map(({ id }) => id)))
  })

  it('are asked for with the fields that are read, and no others', async () => {
    await user
      .collect(await context())
      [Symbol.asyncIterator]()
      .next()
    const asked = simulator.requests.find(({ route }) => route?.endsWith('/users'))
    expect(new URL(asked?.path ?? '', simulator.url).searchParams.get('fields')).toBe(
      `kind,nextPageToken,users(${userFields.join(',')})`,
    )
  })

  it('who never signed in have no last sign-in, and no recovery address is kept', () => {
    const read = userSchema.parse({
      ...complete,
      recoveryEmail: 'somebody@home.example',
      recoveryPhone: '+12025550100',
    })
    expect(read).toMatchObject({
      lastLogin: undefined,
      hasRecoveryEmail: true,
      hasRecoveryPhone: true,
      archived: false,
    })
    expect(JSON.stringify(read)).not.toMatch(/home\.example|1202/)
  })

  it.each(['isAdmin', 'isEnrolledIn2Sv', 'suspended', 'lastLoginTime', 'creationTime'])(
    'without %s are unreadable, not in order',
    (field) => {
      expect(userSchema.safeParse({ ...complete, [field]: undefined }).success).toBe(false)
      expect(userSchema.safeParse({ ...complete, [field]: 'maybe' }).success).toBe(false)
    },
  )
})

describe('groups', () => {
  it('count their members by domain over all pages', async () => {
    const { signal, ...rest } = await context()
    const index = simulator.world.groups.indexAt(0) ?? 0
    const members = Array.from({ length: 23 }, (_, at) => ({ user: at, role: at === 0 ? 'OWNER' : 'MEMBER' }) as const)
    const outsider = { email: 'Guest@Partner.example', role: 'MEMBER' } as const
    simulator.world.groups.change(index, { members: [...members, outsider] })
    const [first] =
      (
        await group
          .collect({ signal, ...rest })
          [Symbol.asyncIterator]()
          .next()
      ).value?.items ?? []
    const found = first && (await groupMembers.fetch(first, { signal, ...rest }))
    expect(found).toMatchObject({ count: 24, owners: 1, domains: { 'partner.example': 1 } })
  })
})

describe('applications', () => {
  it('gather the grants of all users, in an order that does not depend on the listing', () => {
    const grant = { clientId: 'a', anonymous: false, native: false, userId: '1', email: 'a@b.example' }
    const grants = [
      { ...grant, name: 'Notes 2', scopes: ['z', 'b'], userIsSuperAdmin: true },
      { ...grant, name: 'Notes', scopes: ['a', 'b'], userIsSuperAdmin: false },
    ]
    const gather = (list: typeof grants): unknown =>
      list.reduce<ReturnType<typeof grantsByApp.pick>>((kept, one) => grantsByApp.pick(one, kept), undefined)
    expect(gather(grants)).toEqual({
      clientId: 'a',
      name: 'Notes',
      users: 2,
      superAdmins: 1,
      scopes: ['a', 'b', 'z'],
      anonymous: false,
      native: false,
    })
    expect(gather(grants.toReversed())).toEqual(gather(grants))
  })
})
