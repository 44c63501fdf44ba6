import { describe, expect, it } from 'vitest'
import { OrganizationalTree, type TreeUnit } from './organizational-tree.ts'
import type { GooglePolicy } from './policy.ts'
import { resolvePolicies } from './resolve-policies.ts'
import type { SettingDefinition } from './setting-definition.ts'

const units = new Map<string, TreeUnit>([
  ['id:europe', { parentId: 'id:sales', path: '/Sales/Europe' }],
  ['id:sales', { parentId: 'id:top', path: '/Sales' }],
  ['id:ops', { parentId: 'id:top', path: '/Operations' }],
  ['id:top', { parentId: undefined, path: '/' }],
])
const licensed = "entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])"
const imap: SettingDefinition = { type: 'gmail.imap_access', title: 'IMAP access' }
const chat: SettingDefinition = {
  type: 'chat.chat_history',
  title: 'Chat history',
  reducer: 'merge',
  defaults: { allowUserModification: true, historyOnByDefault: false },
}

function aPolicy(more: Partial<GooglePolicy>): GooglePolicy {
  return {
    name: `policies/${JSON.stringify(more.audience)}${more.sortOrder ?? 1}${more.origin ?? ''}`,
    origin: 'ADMIN',
    settingType: imap.type,
    sortOrder: 1,
    audience: { unit: 'top' },
    value: { enableImapAccess: false },
    ...more,
  }
}

const system = aPolicy({ name: 'policies/system', origin: 'SYSTEM', value: { enableImapAccess: true } })

function resolve(
  definition: SettingDefinition,
  policies: readonly GooglePolicy[],
  others: readonly SettingDefinition[] = [],
) {
  const definitions = new Map([definition, ...others].map((one) => [one.type, one]))
  return resolvePolicies(definition, {
    policiesOf: (type) => policies.filter(({ settingType }) => settingType === type),
    definitionOf: (type) => definitions.get(type) ?? { type, title: type },
    tree: new OrganizationalTree(units),
    groupName: (id) => (id === 'team' ? 'contractors@example.com' : undefined),
  })
}

function places(...given: Parameters<typeof resolve>) {
  return resolve(...given).map(({ place, value, origin }) => [place.phrase, value, origin])
}

const on = { enableImapAccess: true }
const off = { enableImapAccess: false }

describe('the resolution of policies', () => {
  it("takes Google's own policy where nobody made another", () => {
    expect(places(imap, [system])).toEqual([['in /', on, 'own']])
  })

  it('takes the policy with the greatest sort order, whoever made it', () => {
    expect(places(imap, [system, aPolicy({ sortOrder: 2 })])).toEqual([['in /', off, 'own']])
    expect(places(imap, [{ ...system, sortOrder: 3 }, aPolicy({ sortOrder: 2 })])).toEqual([['in /', on, 'own']])
  })

  it('takes the one that people made where sort orders are the same', () => {
    expect(places(imap, [system, aPolicy({})])).toEqual([['in /', off, 'own']])
    expect(places(imap, [aPolicy({}), system])).toEqual([['in /', off, 'own']])
  })

  it('gives a unit what its nearest parent with a policy has', () => {
    const sales = aPolicy({ audience: { unit: 'sales' }, sortOrder: 5 })
    const europe = aPolicy({ audience: { unit: 'europe' }, sortOrder: 9, value: on })
    expect(places(imap, [system, sales])).toEqual([
      ['in /', on, 'own'],
      ['in /Sales', off, 'own'],
    ])
    expect(places(imap, [europe, sales, system])).toEqual([
      ['in /', on, 'own'],
      ['in /Sales', off, 'own'],
      ['in /Sales/Europe', on, 'own'],
    ])
  })

  it('leaves out a unit whose policy changes nothing', () => {
    const sales = aPolicy({ audience: { unit: 'sales' }, sortOrder: 5, value: on })
    expect(places(imap, [system, sales])).toEqual([['in /', on, 'own']])
  })

  it('gives a group what its policy says, by sort order', () => {
    const team = { unit: 'top', group: 'team' }
    expect(places(imap, [system, aPolicy({ audience: team, sortOrder: 5 })])).toEqual([
      ['in /', on, 'own'],
      ['for the group contractors@example.com', off, 'own'],
    ])
    const root = aPolicy({ sortOrder: 7, value: on })
    expect(places(imap, [root, aPolicy({ audience: team, sortOrder: 5 })])).toEqual([['in /', on, 'own']])
  })

  it('names a group in a unit, one that is in no directory, and all administrators', () => {
    const groups = ['team', '0gone', 'WORKSPACE_ALL_ADMIN_GROUP']
    const made = groups.map((group, at) => aPolicy({ audience: { unit: 'sales', group }, sortOrder: 5 + at }))
    expect(resolve(imap, [system, ...made]).map(({ place }) => place)).toEqual([
      { kind: 'unit', id: 'top', phrase: 'in /' },
      { kind: 'group', id: 'group:0gone+unit:sales', phrase: 'for the group 0gone in /Sales' },
      {
        kind: 'group',
        id: 'group:WORKSPACE_ALL_ADMIN_GROUP+unit:sales',
        phrase: 'for the group of all administrators in /Sales',
      },
      { kind: 'group', id: 'group:team+unit:sales', phrase: 'for the group contractors@example.com in /Sales' },
    ])
  })

  it('judges users with a licence apart, and nobody else where only they have the setting', () => {
    const withLicence = aPolicy({ audience: { unit: 'top', condition: licensed }, sortOrder: 5 })
    const phrase = 'for users with the licence Google-Apps 1010020020'
    expect(places(imap, [system, withLicence])).toEqual([
      ['in /', on, 'own'],
      [phrase, off, 'own'],
    ])
    expect(places(imap, [withLicence])).toEqual([[phrase, off, 'own']])
  })

  it('fills gaps from policies behind it where the setting is merged', () => {
    const root = aPolicy({ settingType: chat.type, value: { historyOnByDefault: true } })
    const sales = aPolicy({
      settingType: chat.type,
      audience: { unit: 'sales' },
      sortOrder: 5,
      value: { allowUserModification: false },
    })
    expect(resolve(chat, [root, sales])).toMatchObject([
      { value: { historyOnByDefault: true, allowUserModification: true } },
      {
        place: { id: 'sales' },
        value: { historyOnByDefault: true, allowUserModification: false },
        policies: [sales.name, root.name],
      },
    ])
  })

  it('does not fill gaps from policies behind it where the setting is not', () => {
    const root = aPolicy({ value: { enableImapAccess: false, imapAccessRestriction: 'A' } })
    const sales = aPolicy({ audience: { unit: 'sales' }, sortOrder: 5, value: { imapAccessRestriction: 'B' } })
    expect(places(imap, [root, sales])[1]).toEqual(['in /Sales', { imapAccessRestriction: 'B' }, 'own'])
  })

  it('takes documented defaults where there is no policy, and says nothing where none is documented', () => {
    expect(resolve(chat, [])).toMatchObject([{ value: chat.defaults, policies: [], origin: 'default' }])
    expect(resolve(imap, [])).toMatchObject([{ place: { phrase: 'in /' }, value: undefined, origin: 'default' }])
  })

  it('looks at units where only the application is switched on or off', () => {
    const service: SettingDefinition = { type: 'gmail.service_status', title: 'Gmail' }
    const definition = { ...imap, service: service.type }
    const rootOff = aPolicy({ settingType: service.type, value: { serviceState: 'DISABLED' } })
    const salesOn = aPolicy({
      settingType: service.type,
      audience: { unit: 'sales' },
      sortOrder: 4,
      value: { serviceState: 'ENABLED' },
    })
    expect(resolve(definition, [system, rootOff, salesOn], [service])).toMatchObject([
      { place: { phrase: 'in /' }, value: on, switchedOffBy: service.type },
      { place: { phrase: 'in /Sales' }, value: on, origin: 'inherited', policies: [system.name] },
    ])
  })

  it('[F31] makes no place of its own of a unit whose rule is only described otherwise', () => {
    const spam: SettingDefinition = {
      type: 'gmail.spam_override_lists',
      title: 'Spam',
      reducer: 'max-map',
      entryKey: 'ruleId',
      entryFields: ['ruleId', 'bypassInternalSenders'],
    }
    const rule = (unit: string, sortOrder: number, description: string) =>
      aPolicy({
        settingType: spam.type,
        audience: { unit },
        sortOrder,
        value: { spamOverride: [{ ruleId: 'r1', bypassInternalSenders: true, description }] },
      })
    expect(places(spam, [rule('top', 1, 'Ours'), rule('sales', 2, '\u202eOurs')])).toEqual([
      ['in /', { spamOverride: [{ ruleId: 'r1', bypassInternalSenders: true }] }, 'own'],
    ])
  })

  it('gathers all rules of a list in one place, whomever they are for', () => {
    const dlp: SettingDefinition = { type: 'rule.dlp', title: 'Rules', reducer: 'list', wholeAccount: true }
    const rules = ['top', 'sales'].map((unit) =>
      aPolicy({ name: `policies/${unit}`, settingType: dlp.type, audience: { unit }, value: { displayName: unit } }),
    )
    expect(resolve(dlp, rules)).toMatchObject([
      { place: { phrase: 'in /' }, value: { entries: [{ displayName: 'sales' }, { displayName: 'top' }] } },
    ])
    expect(resolve(dlp, [])).toMatchObject([{ value: { entries: [] } }])
  })

  it('says that a setting cannot be told where one of its policies could not be read', () => {
    const broken = aPolicy({ name: 'policies/broken', value: undefined })
    expect(resolve(imap, [system, broken])[0]?.problem).toContain('policies/broken')
    const forNobody = aPolicy({ name: 'policies/odd', audience: undefined, sortOrder: 9 })
    expect(resolve(imap, [system, forNobody])).toMatchObject([
      { value: on, problem: expect.stringContaining('for whom') },
    ])
  })

  it('forgets policies of units that were deleted', () => {
    expect(places(imap, [system, aPolicy({ audience: { unit: 'gone' }, sortOrder: 5 })])).toEqual([['in /', on, 'own']])
  })

  it('does not depend on the order in which policies arrive', () => {
    const policies = [
      system,
      aPolicy({ audience: { unit: 'sales' }, sortOrder: 5 }),
      aPolicy({ audience: { unit: 'europe' }, sortOrder: 6, value: on }),
      aPolicy({ audience: { unit: 'top', group: 'team' }, sortOrder: 7 }),
    ]
    expect(resolve(imap, policies.toReversed())).toEqual(resolve(imap, policies))
  })

  it('finds the top where only its children are listed, and by policies where no unit is', () => {
    const listed = new Map([...units].filter(([id]) => id !== 'id:top'))
    expect(new OrganizationalTree(listed).root).toBe('top')
    const context = {
      policiesOf: () => [system],
      definitionOf: () => imap,
      tree: new OrganizationalTree(new Map()),
      groupName: () => undefined,
    }
    expect(resolvePolicies(imap, context)).toMatchObject([{ place: { id: 'top', phrase: 'in /' }, value: on }])
    expect(resolvePolicies(imap, { ...context, policiesOf: () => [] })).toEqual([])
  })

  it('is not caught in units that are each other’s parents', () => {
    const circle = new Map<string, TreeUnit>([
      ['id:a', { parentId: 'id:b', path: '/a' }],
      ['id:b', { parentId: 'id:a', path: '/b' }],
    ])
    const tree = new OrganizationalTree(circle)
    expect(tree.chain('a').length).toBeLessThanOrEqual(2)
  })
})
