import { DependencyError } from '@opencasb/core'
import type { IndexReader } from '@opencasb/core/connector'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aGroup, aSource } from '../../../tests/cases/access-things.ts'
import type { Grant } from './assignment.ts'
import { type EffectiveAccess, effectiveAccess } from './effective-access.ts'
import {
  noPermissions,
  type PermissionBits,
  permissionBits,
  permissionBitsWhere,
  permissionsIn,
  unite,
} from './permission-bits.ts'
import type { PermissionSetGroup } from './permission-set-group.ts'
import type { PermissionSource } from './permission-source.ts'
import { createSourceResolver, type SourceTables } from './source-access.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

interface World {
  readonly sources?: readonly PermissionSource[]
  readonly groups?: readonly PermissionSetGroup[]
  readonly parts?: Readonly<Record<string, readonly string[]>>
  readonly mutings?: Readonly<Record<string, PermissionBits>>
}

function tablesOf({ sources = [], groups = [], parts = {}, mutings = {} }: World): SourceTables {
  return {
    sources: new Map(sources.map((source) => [source.id, source])),
    groups: new Map(groups.map((group) => [group.id, group])),
    parts: new Map(Object.entries(parts)),
    mutings: new Map(Object.entries(mutings)),
  }
}

function accessIn(world: World, ...grants: readonly Grant[]): EffectiveAccess {
  return effectiveAccess(grants, now, createSourceResolver(tablesOf(world)).accessOf)
}

function names(bits: PermissionBits): string[] {
  return permissionsIn(bits).map(({ name }) => name)
}

const modify = permissionBits('ModifyAllData')
const view = permissionBits('ViewAllData')
const users = permissionBits('ManageUsers')

describe('what a user may do', () => {
  it('is the union of profile and permission sets, each with where it comes from', () => {
    const profile = aSource({ id: 'p', kind: 'profile', name: 'Sales', permissions: view })
    const set = aSource({ id: 's', name: 'Help desk', permissions: unite(users, view) })
    const access = accessIn({ sources: [profile, set] }, { sourceId: 'p' }, { sourceId: 's' })
    expect(names(access.standing)).toEqual(['ManageUsers', 'ViewAllData'])
    expect(access.holdings.map(({ source, permissions }) => [source.kind, source.name, names(permissions)])).toEqual([
      ['profile', 'Sales', ['ViewAllData']],
      ['permission-set', 'Help desk', ['ManageUsers', 'ViewAllData']],
    ])
  })

  it('does not count assignments that have ended, and does count those that will', () => {
    const set = aSource({ id: 's', permissions: modify })
    expect(accessIn({ sources: [set] }, { sourceId: 's', expiresAt: now }).standing).toEqual(noPermissions)
    const access = accessIn({ sources: [set] }, { sourceId: 's', expiresAt: now + 1 })
    expect(access.standing).toEqual(modify)
    expect(access.holdings).toMatchObject([{ expiresAt: now + 1 }])
  })

  it('keeps apart what waits for a session, unless it stands anyway', () => {
    const waiting = aSource({ id: 'w', needsActivation: true, permissions: unite(modify, view) })
    const standing = aSource({ id: 's', permissions: view })
    const access = accessIn({ sources: [waiting, standing] }, { sourceId: 'w' }, { sourceId: 's' })
    expect(names(access.standing)).toEqual(['ViewAllData'])
    expect(names(access.onActivation)).toEqual(['ModifyAllData'])
  })

  it('cannot be told where the permission set is hidden or gone', () => {
    expect(() => accessIn({}, { sourceId: 'gone' })).toThrow(DependencyError)
    expect(() => accessIn({}, { groupId: 'gone' })).toThrow(DependencyError)
  })
})

describe('what a permission set group gives', () => {
  const total = (permissions: PermissionBits): PermissionSource =>
    aSource({ id: 't', kind: 'group', groupId: 'g', name: 'Total', permissions })
  const parts = { g: ['a', 'b', 'm'] }
  const members = [
    aSource({ id: 'a', name: 'Part A', permissions: modify }),
    aSource({ id: 'b', name: 'Part B', permissions: unite(modify, view) }),
  ]
  const mutings = { m: modify }

  it('is what Salesforce has worked out, with the parts that it comes from', () => {
    const world = { sources: [total(view), ...members], groups: [aGroup({ id: 'g' })], parts, mutings }
    const access = accessIn(world, { groupId: 'g', sourceId: 't' })
    expect(access.standing).toEqual(view)
    expect(access.holdings).toMatchObject([
      { source: { kind: 'group', id: 't', name: 'Group 1' }, via: ['Part B'], unsettled: false, differs: false },
    ])
  })

  it('is what Salesforce enforces also where the parts say otherwise, and is marked so', () => {
    const world = { sources: [total(users), ...members], groups: [aGroup({ id: 'g' })], parts, mutings }
    expect(accessIn(world, { groupId: 'g' })).toMatchObject({ standing: users, holdings: [{ via: [], differs: true }] })
  })

  it('is found by the group, by its own permission set, or by both', () => {
    const world = { sources: [total(view), ...members], groups: [aGroup({ id: 'g' })], parts, mutings }
    const both = accessIn(world, { groupId: 'g', sourceId: 't' })
    expect(accessIn(world, { groupId: 'g' })).toEqual(both)
    expect(accessIn(world, { sourceId: 't' })).toEqual(both)
  })

  it('lacks what is muted in the group, which says nothing of the same set assigned directly', () => {
    const world = { sources: [...members], groups: [aGroup({ id: 'g', status: 'Outdated' })], parts, mutings }
    expect(accessIn(world, { groupId: 'g' }).standing).toEqual(view)
    expect(accessIn(world, { groupId: 'g' }, { sourceId: 'a' }).standing).toEqual(unite(modify, view))
  })

  it('does not mute in one group what another gives', () => {
    const groups = [aGroup({ id: 'g', status: 'Outdated' }), aGroup({ id: 'h', status: 'Outdated' })]
    const world = { sources: members, groups, parts: { g: ['a', 'm'], h: ['a'] }, mutings }
    expect(accessIn(world, { groupId: 'g' }).standing).toEqual(noPermissions)
    expect(accessIn(world, { groupId: 'g' }, { groupId: 'h' }).standing).toEqual(modify)
  })

  it.each(['Outdated', 'Failed', 'Updating', 'SomethingNew'])(
    'is what stands and what the parts say while the group is %s, and marked so',
    (status) => {
      const world = { sources: [total(users), ...members], groups: [aGroup({ id: 'g', status })], parts, mutings }
      const access = accessIn(world, { groupId: 'g' })
      expect(names(access.standing)).toEqual(['ManageUsers', 'ViewAllData'])
      expect(access.holdings).toMatchObject([{ unsettled: true }])
    },
  )

  it('waits for a session where the group asks for it', () => {
    const groups = [aGroup({ id: 'g', needsActivation: true })]
    const access = accessIn({ sources: [total(view), ...members], groups, parts, mutings }, { groupId: 'g' })
    expect(access).toMatchObject({ standing: noPermissions, onActivation: view })
  })

  it('waits for a session as far as only a session-based part gives it', () => {
    const sources = [
      total(unite(modify, view)),
      members[0] ?? aSource(),
      aSource({ id: 'b', needsActivation: true, permissions: unite(modify, view) }),
    ]
    const access = accessIn({ sources, groups: [aGroup({ id: 'g' })], parts: { g: ['a', 'b'] } }, { groupId: 'g' })
    expect(access).toMatchObject({ standing: modify, onActivation: view })
  })

  it('cannot be told where a part is none that we know, such as another group: groups do not nest', () => {
    const stale = { sources: members, groups: [aGroup({ id: 'g', status: 'Outdated' })], parts: { g: ['0PG-other'] } }
    expect(() => accessIn(stale, { groupId: 'g' })).toThrow(DependencyError)
  })

  it('needs no parts where Salesforce has worked it out', () => {
    const world = { sources: [total(view)], groups: [aGroup({ id: 'g' })], parts: { g: ['hidden'] } }
    expect(accessIn(world, { groupId: 'g' })).toMatchObject({ standing: view, holdings: [{ via: [] }] })
  })

  it('cannot be told where a table hides what it takes', () => {
    const hidden: IndexReader<PermissionSource> = {
      ...new Map<string, PermissionSource>(),
      get: () => {
        throw new DependencyError('could not be read')
      },
    } as unknown as IndexReader<PermissionSource>
    const resolver = createSourceResolver({ ...tablesOf({}), sources: hidden })
    expect(() => resolver.accessOf({ sourceId: 's' })).toThrow(DependencyError)
  })
})

describe('against a plain reading of the rules', () => {
  const some = ['ModifyAllData', 'ManageUsers', 'AuthorApex', 'ViewAllData', 'DataExport', 'ApiUserOnly'] as const
  const bits = fc.subarray([...some])
  const setIds = ['s0', 's1', 's2', 's3', 's4']
  const groupIds = ['g0', 'g1', 'g2']

  const worlds = fc.record({
    sets: fc.tuple(...setIds.map(() => fc.record({ has: bits, session: fc.boolean() }))),
    mutes: fc.tuple(...groupIds.map(() => bits)),
    groups: fc.tuple(
      ...groupIds.map(() =>
        fc.record({
          members: fc.subarray(setIds),
          muted: fc.boolean(),
          session: fc.boolean(),
          status: fc.constantFrom('Updated', 'Outdated', 'Failed'),
          kept: bits,
        }),
      ),
    ),
    grants: fc.array(
      fc.record({
        of: fc.constantFrom(...setIds, ...groupIds),
        ends: fc.constantFrom(undefined, now - 1, now, now + 1),
      }),
      { maxLength: 6 },
    ),
  })

  type Case = typeof worlds extends fc.Arbitrary<infer T> ? T : never

  /** The rules, in sets of names: slow, and as they are written. */
  function plainly({ sets, mutes, groups, grants }: Case): { standing: Set<string>; waiting: Set<string> } {
    const standing = new Set<string>()
    const waiting = new Set<string>()
    for (const { of, ends } of grants) {
      if (ends !== undefined && ends <= now) continue
      const set = sets[setIds.indexOf(of)]
      for (const name of set?.has ?? []) (set?.session ? waiting : standing).add(name)
      const position = groupIds.indexOf(of)
      const group = groups[position]
      if (!group) continue
      const muted = new Set<string>(group.muted ? mutes[position] : [])
      const members = group.members.flatMap((id) => sets[setIds.indexOf(id)] ?? [])
      const byParts = members.flatMap(({ has }) => has).filter((name) => !muted.has(name))
      const effective = new Set<string>(group.status === 'Updated' ? group.kept : [...group.kept, ...byParts])
      for (const name of effective) {
        const givers = muted.has(name) ? [] : members.filter(({ has }) => has.includes(name as (typeof some)[number]))
        const waits = group.session || (givers.length > 0 && givers.every(({ session }) => session))
        ;(waits ? waiting : standing).add(name)
      }
    }
    for (const name of standing) waiting.delete(name)
    return { standing, waiting }
  }

  it('comes to the same, whatever the world', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const sources = [
          ...world.sets.map(({ has, session }, at) =>
            aSource({ id: `s${at}`, name: `s${at}`, permissions: permissionBits(...has), needsActivation: session }),
          ),
          ...world.groups.map(({ kept }, at) =>
            aSource({ id: `t${at}`, kind: 'group', groupId: `g${at}`, permissions: permissionBits(...kept) }),
          ),
        ]
        const groups = world.groups.map(({ status, session }, at) =>
          aGroup({ id: `g${at}`, status, needsActivation: session }),
        )
        const parts = Object.fromEntries(
          world.groups.map(({ members, muted }, at) => [`g${at}`, [...members, ...(muted ? [`m${at}`] : [])]]),
        )
        const mutings = Object.fromEntries(world.mutes.map((muted, at) => [`m${at}`, permissionBits(...muted)]))
        const grants = world.grants.map(
          ({ of, ends }): Grant => ({
            ...(of.startsWith('g') ? { groupId: of } : { sourceId: of }),
            ...(ends !== undefined && { expiresAt: ends }),
          }),
        )
        const access = accessIn({ sources, groups, parts, mutings }, ...grants)
        const expected = plainly(world)
        expect(new Set(names(access.standing))).toEqual(expected.standing)
        expect(new Set(names(access.onActivation))).toEqual(expected.waiting)
        const told = unite(...access.holdings.map(({ permissions }) => permissions))
        expect(told).toEqual(unite(access.standing, access.onActivation))
      }),
      { numRuns: 2000 },
    )
  })

  it('holds for every permission that is read', () => {
    const every = permissionBitsWhere(() => true)
    expect(accessIn({ sources: [aSource({ id: 's', permissions: every })] }, { sourceId: 's' }).standing).toEqual(every)
  })
})
