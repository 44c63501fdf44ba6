import { describe, expect, it } from 'vitest'
import { CheckpointExpiredError, createMemoryState, createScanner } from '../../src/index.ts'
import { notesConnector } from '../notes-world.ts'
import { setUp, worldOf } from '../scan-set-up.ts'

describe('change feeds', () => {
  it('reads only what changed, closes deleted items and opens new ones', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/link-open'])
    await scan()
    world.calls = []
    world.remove('n0')
    world.put({ id: 'n1', isPublic: false, links: [{ id: 'l1', isOpen: true }] })
    world.put({ id: 'n20', isPublic: true })
    const report = await scan()
    expect(report).toMatchObject({ mode: 'incremental', changes: { opened: 2, resolved: 2 } })
    expect(world.calls.filter((call) => call.startsWith('page'))).toEqual([])
    expect(await open()).toEqual(
      ['notes/link-open l1', ...[2, 20, 3, 4, 5, 6, 7, 8].map((n) => `notes/public n${n}`)].sort(),
    )
    world.put({ id: 'n1', links: [] })
    await scan()
    expect((await open()).includes('notes/link-open l1')).toBe(false)
  })

  it('[F19] falls back to a full read when the vendor stops knowing the watermark, and reads anew in the middle', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    let refused = false
    world.beforePage = (page) => {
      if (page !== 2 || refused) return
      refused = true
      throw new CheckpointExpiredError('gone')
    }
    expect(await scan()).toMatchObject({ status: 'complete', changes: { opened: 9 } })
    expect(world.countOf('page 0')).toBe(2)
    expect(await open()).toHaveLength(9)
  })

  it('[F19] a watermark that the vendor no longer knows falls back to a full read', async () => {
    const world = worldOf(6)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n0')
    world.faults.set('changes', new CheckpointExpiredError('gone'))
    const report = await scan()
    expect(report).toMatchObject({ status: 'complete', changes: { resolved: 1 } })
    expect(report.streams[0]).toMatchObject({ mode: 'full' })
    expect(await open()).toHaveLength(5)
  })

  it('reads in full when a check changed, so that it is retroactive', async () => {
    const world = worldOf(4)
    const state = createMemoryState({})
    const credentials = { kind: 'token', token: 'x' }
    const one = createScanner({ connectors: [notesConnector(world, ['notes/public'])], state })
    const { id } = await one.integrations.register({ connector: 'notes', config: {}, credentials })
    await one.scan(id)
    const connector = notesConnector(world, ['notes/public'])
    const newer = connector.checks.map((check) => ({ ...check, version: 2 }))
    const two = createScanner({ connectors: [{ ...connector, checks: newer }], state })
    await two.integrations.update(id, { credentials })
    world.calls = []
    await two.scan(id)
    expect(world.calls).toContain('page 0')
    expect(world.calls).not.toContain('changes')
  })

  it('reads in full when a full read is due', async () => {
    const world = worldOf(4)
    const { scan } = await setUp(world, { fullEveryMs: 0 }, ['notes/public'])
    await scan()
    world.calls = []
    await scan()
    expect(world.calls).not.toContain('changes')
  })
})
