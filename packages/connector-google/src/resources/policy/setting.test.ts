import { describe, expect, it } from 'vitest'
import type { EffectiveSetting } from './effective-setting.ts'
import { knownSettings } from './known-settings.ts'
import type { GooglePolicy } from './policy.ts'
import { settingOf, settings } from './setting.ts'

function aPolicy(more: Partial<GooglePolicy>): GooglePolicy {
  const { name = 'policies/1', settingType = 'security.less_secure_apps' } = more
  return { name, settingType, origin: 'ADMIN', sortOrder: 1, audience: { unit: 'top' }, value: {}, ...more }
}

/** The items of a setting, as the engine has them computed from its tables. */
function itemsOf(name: string, policies: readonly GooglePolicy[]): EffectiveSetting[] {
  const { derived } = settingOf(name)
  if (!derived) throw new Error('it is computed')
  const byType = new Map<string, unknown>()
  const { policies: index } = derived.lookup
  for (const policy of policies) byType.set(policy.settingType, index?.pick(policy, byType.get(policy.settingType)))
  const tables = {
    policies: byType,
    units: new Map([
      ['id:top', { parentId: undefined, path: '/' }],
      ['id:sales', { parentId: 'id:top', path: '/Sales' }],
    ]),
    groups: new Map([['team', 'contractors@example.com']]),
  }
  return [...derived.items(tables as never, { session: {} as never, now: new Date(0) })] as EffectiveSetting[]
}

describe('settings', () => {
  it('are an item for each place where they differ, known by type and place', () => {
    const policies = [
      aPolicy({ value: { allowLessSecureApps: false } }),
      aPolicy({ name: 'policies/2', sortOrder: 2, audience: { unit: 'sales' }, value: { allowLessSecureApps: true } }),
      aPolicy({
        name: 'policies/3',
        sortOrder: 3,
        audience: { unit: 'top', group: 'team' },
        value: { allowLessSecureApps: true },
      }),
    ]
    const type = settingOf('security.less_secure_apps')
    const items = itemsOf('security.less_secure_apps', policies)
    expect(items.map((item) => [type.key(item), type.asset(item)])).toEqual([
      ['security.less_secure_apps|top', asset('top', 'in /')],
      ['security.less_secure_apps|group:team', asset('group:team', 'for the group contractors@example.com')],
      ['security.less_secure_apps|sales', asset('sales', 'in /Sales')],
    ])
  })

  it('are there without a policy, so that a setting that Google does not answer is not forgotten', () => {
    expect(itemsOf('security.password', [])).toMatchObject([{ place: { id: 'top' }, value: undefined }])
  })

  it('of one family are one kind of item', () => {
    const items = itemsOf('takeout', [
      aPolicy({ settingType: 'youtube.user_takeout', value: { takeoutStatus: 'DISABLED' } }),
    ])
    expect(items).toHaveLength(10)
    expect(items.filter(({ value }) => value)).toMatchObject([{ type: 'youtube.user_takeout' }])
  })

  it('need what they are computed from', () => {
    const scopes = [
      'admin.directory.group.readonly',
      'admin.directory.orgunit.readonly',
      'cloud-identity.policies.readonly',
    ]
    for (const { needs } of settings) {
      for (const kind of ['service-account', 'admin-oauth']) {
        expect([...(needs[kind] ?? [])].sort()).toEqual(
          scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`),
        )
      }
    }
  })

  it('are known once each, and refer to known ones', () => {
    const types = knownSettings.map(({ type }) => type)
    expect(new Set(types).size).toBe(types.length)
    const referred = knownSettings.flatMap(({ service, related = [] }) => [...(service ? [service] : []), ...related])
    expect(referred.filter((type) => !types.includes(type))).toEqual([])
    expect(() => settingOf('gmail.imap')).toThrow(TypeError)
  })

  it('keep policies of settings that nothing reads out of memory', () => {
    const { policies: index } = settingOf('security.password').derived?.lookup ?? {}
    expect(index?.pick(aPolicy({ settingType: 'new_application.new_setting' }), undefined)).toBeUndefined()
  })
})

function asset(id: string, phrase: string) {
  return { kind: 'setting', id: `security.less_secure_apps|${id}`, name: `Less secure apps ${phrase}` }
}
