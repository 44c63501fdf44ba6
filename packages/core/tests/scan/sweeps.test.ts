import { describe, expect, it } from 'vitest'
import { ProviderError } from '../../src/index.ts'
import { coverageOf, setUp, worldOf } from '../scan-set-up.ts'

describe('sweeps', () => {
  it('closes exactly the findings of what a complete listing no longer has', async () => {
    const world = worldOf(40)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    for (let index = 0; index < 20; index++) world.remove(`n${index * 2}`)
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'complete', changes: { resolved: 20 } })
    expect((await open()).every((finding) => Number(finding.split('n').at(-1)) % 2 === 1)).toBe(true)
  })

  it('[F18] an answer that wrongly lists none closes none until the host confirms it', async () => {
    const world = worldOf(30)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.notes = []
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', changes: { resolved: 0 }, gaps: [{ reason: 'sweep-held' }] })
    expect(await open()).toHaveLength(30)
    expect((await scan({ mode: 'full' })).gaps).toMatchObject([{ reason: 'sweep-held' }])
    expect(await scan({ mode: 'full', confirmSweep: true })).toMatchObject({ changes: { resolved: 30 } })
  })

  it('[F18] what comes with items is held with them, even where no check looks at the items themselves', async () => {
    const world = worldOf(12, () => false)
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: true }] })
    const { scan, open } = await setUp(world, {}, ['notes/link-open'])
    await scan()
    const { notes } = world
    world.notes = []
    for (const _again of [1, 2]) {
      expect(await scan({ mode: 'full' })).toMatchObject({ changes: { resolved: 0 }, gaps: [{ reason: 'sweep-held' }] })
    }
    expect(await open()).toEqual(['notes/link-open l0'])
    expect(await scan({ mode: 'full', confirmSweep: true })).toMatchObject({ changes: { resolved: 1 } })
    world.notes = notes
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { reopened: 1 } })
  })

  it('[F13] a listing that broke in the middle closes nothing', async () => {
    const world = worldOf(12)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n11')
    world.faults.set('page 2', new ProviderError('reset'))
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'incomplete', changes: { resolved: 0 } })
    expect(await open()).toHaveLength(12)
  })

  it('[F18] fewer items than the vendor says there are make the listing incomplete', async () => {
    const world = worldOf(9)
    world.totals = true
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.bend = (page) => ({ ...page, items: page.items.slice(1) })
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', gaps: [{ reason: 'incomplete-listing' }] })
    expect(await open()).toHaveLength(9)
  })

  it('[F18] an item that moved to the next page while we read is counted once', async () => {
    const world = worldOf(6)
    const seen = world.bend
    world.bend = (page) => {
      const first = world.notes[0]
      return first && page.cursor === undefined ? { ...page, items: [first, ...page.items] } : seen(page)
    }
    const { scan } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    const report = await scan()
    expect(coverageOf(report, 'notes/public')).toMatchObject({ assets: { failed: 6 } })
  })

  it('[F17] a listing that goes in circles ends, is incomplete and closes nothing', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.bend = (page) => ({ ...page, cursor: '3' })
    const report = await scan({ mode: 'full' })
    expect(report.status).toBe('incomplete')
    expect(await open()).toHaveLength(9)
  })

  it('[F17] a listing that repeats its items under new cursors ends, is incomplete and closes nothing', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    const { notes } = world
    world.pageSize = 9
    world.notes = Array.from({ length: 1_000 }, (_, index) => notes[index % 9]).filter((note) => note !== undefined)
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', gaps: [{ reason: 'incomplete-listing' }] })
    expect(report.streams[0]?.pages).toBeLessThan(12)
    expect(await open()).toHaveLength(9)
  })

  it('an unstable listing must lack an item twice', async () => {
    const world = worldOf(4)
    world.order = 'unstable'
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n0')
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { resolved: 0 } })
    expect(await open()).toHaveLength(4)
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { resolved: 1 } })
  })

  it('findings of a child close when its parent no longer has it, and when the parent is gone', async () => {
    const world = worldOf(5, () => false)
    world.put({
      id: 'n0',
      links: [
        { id: 'a', isOpen: true },
        { id: 'b', isOpen: true },
      ],
    })
    world.put({ id: 'n1', links: [{ id: 'c', isOpen: true }] })
    const { scan, open } = await setUp(world, {}, ['notes/link-open'])
    await scan()
    expect(await open()).toEqual(['notes/link-open a', 'notes/link-open b', 'notes/link-open c'])
    world.put({ id: 'n0', links: [{ id: 'b', isOpen: true }] })
    world.remove('n1')
    await scan({ mode: 'full' })
    expect(await open()).toEqual(['notes/link-open b'])
  })

  it('closes what was found in a partition that two complete listings no longer have', async () => {
    const world = worldOf(3)
    world.partitions = ['main', 'side']
    const { scan, open, scanner } = await setUp(world, {}, ['notes/public', 'notes/link-open'])
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: true }] })
    await scan()
    world.partitions = ['side']
    world.notes = []
    expect((await scan({ mode: 'full' })).changes.resolved).toBe(0)
    expect(await open()).toHaveLength(4)
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'complete', changes: { resolved: 4 } })
    expect(await open()).toEqual([])
    expect(await scanner.inventory.count({ kind: ['repository'] })).toEqual({})
    expect((await scan({ mode: 'full' })).changes.resolved).toBe(0)
  })

  it('closes nothing where the partitions could not be listed', async () => {
    const world = worldOf(3)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.faults.set('partitions', new ProviderError('Server error', { status: 500 }))
    for (let round = 0; round < 3; round++) expect((await scan({ mode: 'full' })).status).toBe('incomplete')
    expect(await open()).toHaveLength(3)
  })

  it('waits for a word of the host where most partitions are gone', async () => {
    const world = worldOf(1)
    world.partitions = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7']
    world.spread = true
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    expect(await open()).toHaveLength(8)
    world.partitions = ['p0', 'p1']
    await scan({ mode: 'full' })
    const held = await scan({ mode: 'full' })
    expect(held.gaps).toMatchObject([{ reason: 'sweep-held', message: expect.stringContaining('6 of 8 partitions') }])
    expect(await open()).toHaveLength(8)
    await scan({ mode: 'full', confirmSweep: true })
    await scan({ mode: 'full', confirmSweep: true })
    expect(await open()).toHaveLength(2)
  })

  it('keeps what a feed calls gone after it has moved to another partition', async () => {
    const world = worldOf(2)
    world.partitions = ['main', 'side']
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.partitions = ['side', 'main']
    await scan({ mode: 'full' })
    world.feed.push({ removed: 'n0' })
    world.feedPartition = 'main'
    await scan()
    expect(await open()).toEqual(['notes/public n0', 'notes/public n1'])
  })
})
