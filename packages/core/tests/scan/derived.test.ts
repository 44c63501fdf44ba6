import { describe, expect, it } from 'vitest'
import {
  CheckpointExpiredError,
  ProviderError,
  permissionsFor,
  RateLimitError,
  type ScannerOptions,
} from '../../src/index.ts'
import { createMemoryState } from '../../src/state/memory-state.ts'
import { derivedConnector } from '../derived-world.ts'
import type { NotesWorld } from '../notes-world.ts'
import { coverageOf, setUp, worldOf } from '../scan-set-up.ts'

const setUpDerived = (world: NotesWorld, ids: readonly string[], options: Partial<ScannerOptions> = {}) =>
  setUp(world, { connectors: [derivedConnector(world, ids)], ...options })

describe('derived resource types', () => {
  it('are computed from look-up tables, several items gathered under one key', async () => {
    const world = worldOf(7)
    world.put({ id: 'n6', author: 'p1' })
    const { scan, open, scanner } = await setUpDerived(world, ['notes/busy-author'])
    expect(coverageOf(await scan(), 'notes/busy-author')).toMatchObject({ status: 'assessed', assets: { passed: 2 } })
    world.put({ id: 'n5', author: 'p1' })
    await scan()
    expect(await open()).toEqual(['notes/busy-author p1'])
    expect(await scanner.inventory.count({ kind: ['account'] })).toEqual({ account: 2 })
    world.remove('n5')
    world.remove('n6')
    await scan()
    expect(await open()).toEqual([])
  })

  it('need what they look into, and nothing else', () => {
    const needs = permissionsFor(derivedConnector(worldOf(1), ['notes/busy-author', 'notes/open-group']), 'token')
    expect(needs).toEqual([
      { permission: 'links', reads: ['notes.note.links'], checks: ['notes/open-group'] },
      { permission: 'notes', reads: ['notes.note'], checks: ['notes/busy-author', 'notes/open-group'] },
      { permission: 'people', reads: ['notes.person'], checks: ['notes/busy-author'] },
    ])
  })

  it('can themselves be looked into', async () => {
    const world = worldOf(2)
    world.people = [...world.people, { id: 'p1', isAdmin: false }]
    const { scan, open } = await setUpDerived(world, ['notes/lone-person'])
    expect((await scan()).status).toBe('complete')
    expect(await open()).toEqual(['notes/lone-person p1'])
  })

  it('are unknown as a whole where a table is not whole, and their findings stay', async () => {
    const world = worldOf(7)
    world.people = []
    const { scan, open } = await setUpDerived(world, ['notes/busy-author', 'notes/public'])
    await scan()
    const before = await open()
    expect(before).toContain('notes/busy-author p0')
    world.notes = []
    world.faults.set('people', new ProviderError('Server error', { status: 500 }))
    const report = await scan({ mode: 'full', confirmSweep: true })
    expect(coverageOf(report, 'notes/busy-author')).toMatchObject({ status: 'unknown' })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'assessed' })
    expect(await open()).toEqual(['notes/busy-author p0'])
  })

  it('where what is missing can only hide findings, failures count and the rest is unknown', async () => {
    const world = worldOf(3)
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: false }] })
    world.put({ id: 'n1', links: [{ id: 'l1', isOpen: true }] })
    world.put({ id: 'n2', links: [{ id: 'l2', isOpen: true }] })
    const { scan, open } = await setUpDerived(world, ['notes/open-group'])
    world.faults.set('links n2', new ProviderError('Server error', { status: 500 }))
    const report = await scan()
    expect(report.status).toBe('incomplete')
    expect(coverageOf(report, 'notes/open-group')).toMatchObject({
      status: 'partial',
      assets: { passed: 0, failed: 1, unknown: 1 },
    })
    expect(await open()).toEqual(['notes/open-group open'])
    world.put({ id: 'n1', links: [] })
    await scan()
    expect(await open()).toEqual(['notes/open-group open'])
    world.faults.clear()
    world.put({ id: 'n2', links: [] })
    expect((await scan()).status).toBe('complete')
    expect(await open()).toEqual([])
  })

  it('one unreadable item makes unknown what looks it up, and nothing else', async () => {
    const world = worldOf(4)
    world.put({ id: 'n3', author: 'p1' })
    world.put({ id: 'n2', author: 'p1' })
    const { scan } = await setUpDerived(world, ['notes/busy-author', 'notes/public'])
    const unreadable = { key: 'n0', reason: 'unexpected-answer', message: 'title: not text' } as const
    world.bend = (page) => ({ ...page, items: page.items.filter(({ id }) => id !== 'n0'), unreadable: [unreadable] })
    const report = await scan()
    // The table is keyed by author, so nobody knows whose note it was.
    expect(coverageOf(report, 'notes/busy-author')).toMatchObject({ status: 'unknown' })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'partial', assets: { failed: 3 } })
  })

  it('gather nothing twice where a listing has to be begun anew', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUpDerived(world, ['notes/busy-author', 'notes/public', 'notes/lone-person'])
    world.put({ id: 'n8', author: 'p2' })
    let broken = false
    world.beforePage = (page) => {
      if (page !== 2 || broken) return
      broken = true
      throw new CheckpointExpiredError('the cursor is too old')
    }
    world.people = [{ id: 'p0', isAdmin: true }]
    expect((await scan()).status).toBe('complete')
    expect(broken).toBe(true)
    expect(await open()).not.toContain('notes/busy-author p2')
  })

  it('are computed anew from whole tables after a scan that was stopped', async () => {
    const world = worldOf(9)
    const ids = ['notes/busy-author', 'notes/public', 'notes/open-group']
    world.people = []
    const state = createMemoryState()
    const first = await setUpDerived(world, ids, { state })
    const stop = new AbortController()
    world.beforePage = (page) => {
      if (page === 2) stop.abort()
    }
    expect((await first.scan({ signal: stop.signal })).status).toBe('aborted')
    world.beforePage = () => undefined
    const report = await first.scan()
    expect(report).toMatchObject({ status: 'complete', resumed: true })
    expect(await first.open()).toEqual(
      ['notes/busy-author p0', ...world.notes.map(({ id }) => `notes/public ${id}`)].sort(),
    )
  })

  it('[F17] a listing that is read for a table only ends where it goes in circles, and the table is not whole', async () => {
    const world = worldOf(9)
    const { scan } = await setUpDerived(world, ['notes/busy-author'])
    world.bend = (page) => ({ ...page, ...(page.cursor !== undefined && { cursor: '3' }) })
    const report = await scan()
    expect(world.calls.filter((call) => call.startsWith('page ')).length).toBeLessThan(4)
    expect(coverageOf(report, 'notes/busy-author')).toMatchObject({ status: 'unknown' })
    expect(report.gaps[0]?.message).toContain('the listing goes in circles')
  })

  it('a listing that is read for a table only is not whole where items are missing', async () => {
    const world = worldOf(9)
    world.totals = true
    world.bend = (page) => ({ ...page, items: page.items.slice(1) })
    const { scan } = await setUpDerived(world, ['notes/busy-author'])
    expect((await scan()).gaps[0]).toMatchObject({ reason: 'incomplete-listing' })
  })

  it('[F05] goes on later where the quota does not suffice for a table', async () => {
    const world = worldOf(3)
    const { scan, open } = await setUpDerived(world, ['notes/busy-author'])
    world.people = []
    world.faults.set('people', new RateLimitError('used up', { retryAfterMs: 60_000, bucket: 'core' }))
    const report = await scan()
    expect(report.status).toBe('deferred')
    expect(Date.parse(report.resumeAt ?? '') - Date.parse(report.endedAt)).toBe(60_000)
    world.faults.clear()
    expect((await scan()).status).toBe('complete')
    expect(await open()).toEqual(['notes/busy-author p0'])
  })
})
