import { describe, expect, it } from 'vitest'
import type { Policy } from '../../src/index.ts'
import { createMemoryState, createScanner } from '../../src/index.ts'
import { NotesWorld, notesConnector } from '../notes-world.ts'
import { coverageOf, type Setup, setUp, worldOf } from '../scan-set-up.ts'

describe('what the host wants', () => {
  const withPolicy = async (
    policy: Policy,
    world = worldOf(4),
  ): Promise<Setup & { state: ReturnType<typeof createMemoryState> }> => {
    const state = createMemoryState({})
    return { ...(await setUp(world, { state, policy }, ['notes/public', 'notes/few-public'])), state }
  }

  it('a check switched off retires its findings, and switched on again reopens them', async () => {
    const world = worldOf(4)
    const { state, scan, id } = await withPolicy({}, world)
    await scan()
    const off = await setUp(world, { state, policy: { checks: { 'notes/public': { enabled: false } } } }, [
      'notes/public',
      'notes/few-public',
    ])
    await off.scanner.integrations.update(id, { credentials: { kind: 'token', token: 'x' } })
    expect(await off.scan()).toMatchObject({ changes: { resolved: 4 } })
    const retired = await off.scanner.findings.list({ state: ['resolved'] })
    expect(retired.items[0]).toMatchObject({ resolution: 'retired' })
    const on = await setUp(world, { state }, ['notes/public', 'notes/few-public'])
    await on.scanner.integrations.update(id, { credentials: { kind: 'token', token: 'x' } })
    expect(await on.scan()).toMatchObject({ changes: { reopened: 4 } })
  })

  it('leaving a check out of one run touches none of its findings', async () => {
    const world = worldOf(4)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    await scan()
    const before = await open()
    world.put({ id: 'n0', isPublic: false })
    const report = await scan({ skip: ['notes/public'] })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'skipped' })
    expect(await open()).toEqual(before)
  })

  it('sets severities for a check', async () => {
    const { scan, scanner } = await withPolicy({
      checks: { 'notes/*': { severity: 'low' }, 'notes/public': { severity: 'critical' } },
    })
    await scan()
    expect(await scanner.findings.count()).toEqual({ critical: 4, low: 1 })
  })

  it('looks only at what is in scope, asks for no facets of the rest and retires its findings', async () => {
    const world = worldOf(6)
    const state = createMemoryState({})
    const all = await setUp(world, { state }, ['notes/public', 'notes/link-open'])
    await all.scan()
    const policy = { scope: { 'notes.note': { only: ['Note n1', 'n2'], skip: ['n2'] } } }
    const some = await setUp(world, { state, policy }, ['notes/public', 'notes/link-open'])
    await some.scanner.integrations.update(all.id, { credentials: { kind: 'token', token: 'x' } })
    world.calls = []
    expect(await some.scan()).toMatchObject({ changes: { resolved: 5 } })
    expect(await some.open()).toEqual(['notes/public n1'])
    expect(world.countOf('links')).toBe(1)
  })

  it.each([
    [{ checks: { 'notes/nothing': {} } }, 'policy.checks.notes/nothing'],
    [{ scope: { 'notes.nothing': {} } }, 'policy.scope.notes.nothing'],
    [{ checks: { 'notes/public': { severity: 'urgent' } } }, 'policy.checks.notes/public.severity'],
    [{ checks: { 'notes/public': { params: { min: 1 } } } }, 'policy.checks.notes/public.params'],
    [{ checks: { 'notes/public': { profile: 'strict' } } }, 'policy.checks.notes/public.profile'],
    [{ cheks: {} }, 'policy'],
  ])('refuses the policy %j and names the field', async (policy, field) => {
    await expect(setUp(worldOf(1), { policy: policy as Policy })).rejects.toThrow(field)
  })

  it('names both versions when a connector is made for another contract', () => {
    const connector = { ...notesConnector(new NotesWorld()), spec: 'opencasb.connector/v9' } as never
    expect(() => createScanner({ connectors: [connector] })).toThrow(/opencasb\.connector\/v9.*opencasb\.connector\/v1/)
  })
})
