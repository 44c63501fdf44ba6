import { describe, expect, it } from 'vitest'
import type { FindingSink } from '../../src/index.ts'
import { createMemoryState, RateLimitError } from '../../src/index.ts'
import type { NotesWorld } from '../notes-world.ts'
import { coverageOf, setUp, worldOf } from '../scan-set-up.ts'

describe('a scan that stops early', () => {
  const reads = (world: NotesWorld): readonly string[] => world.calls.filter((call) => call.startsWith('page'))

  it('[F05] is deferred when the quota is used up, says when to go on, and goes on there', async () => {
    const world = worldOf(30)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    world.faults.set('page 5', new RateLimitError('used up', { bucket: 'core', retryAfterMs: 3_600_000 }))
    const first = await scan()
    expect(first).toMatchObject({ status: 'deferred', gaps: [{ reason: 'rate-limited' }] })
    expect(Date.parse(first.resumeAt ?? '') - Date.parse(first.endedAt)).toBe(3_600_000)
    world.faults.clear()
    world.calls = []
    const second = await scan()
    expect(second).toMatchObject({ status: 'complete', resumed: true, runId: first.runId })
    expect(reads(world)[0]).toBe('page 5')
    expect(coverageOf(second, 'notes/public')).toMatchObject({ assets: { failed: 30 } })
    expect(await open()).toHaveLength(31)
  })

  it('[F45] ends quickly when it is aborted, at every page, and goes on where it was', async () => {
    const reference = await setUp(worldOf(12))
    await reference.scan()
    for (let page = 0; page < 4; page++) {
      const world = worldOf(12)
      const { scan, open } = await setUp(world)
      const abort = new AbortController()
      world.beforePage = (at) => {
        if (at === page) abort.abort()
      }
      const report = await scan({ signal: abort.signal })
      expect(report).toMatchObject({ status: 'aborted', changes: { resolved: 0 } })
      expect(world.calls.at(-1)).toBe('close')
      world.beforePage = () => undefined
      expect(await scan()).toMatchObject({ status: 'complete' })
      expect(await open()).toEqual(await reference.open())
    }
  })

  it('[F38] crashed after any commit, it reads at most one page again and ends up the same', async () => {
    const reference = await setUp(worldOf(12))
    await reference.scan()
    const expected = await reference.open()
    for (const when of ['before', 'after'] as const) {
      for (let crashAt = 1; crashAt < 14; crashAt++) {
        const world = worldOf(12)
        const state = createMemoryState({})
        let commits = 0
        const dies = {
          ...state,
          async commit(batch: Parameters<typeof state.commit>[0]) {
            commits += 1
            if (commits > crashAt) throw new Error('dead')
            if (when === 'before' && commits === crashAt) throw new Error('dead')
            await state.commit(batch)
            if (commits === crashAt) throw new Error('dead')
          },
        }
        const { scanner, id } = await setUp(world, { state: dies })
        const died = await scanner.scan(id)
        if (died.status === 'complete') break
        expect(died).toMatchObject({ status: 'failed', error: { code: 'state' } })
        const again = await setUp(world, { state })
        await again.scanner.integrations.update(id, { credentials: { kind: 'token', token: 'x' } })
        expect(await again.scan()).toMatchObject({ status: 'complete' })
        expect(await again.open()).toEqual(expected)
        const repeated = reads(world).filter((page, index) => reads(world).indexOf(page) !== index)
        // The page that was not committed, and the one that was being asked for meanwhile.
        expect(repeated.length).toBeLessThanOrEqual(when === 'before' ? 2 : 1)
      }
    }
  })

  it('[F39] stops when a sink does not take the changes, commits nothing past that point and sends it again', async () => {
    const world = worldOf(12)
    const sent: string[] = []
    let refuse = true
    const sink: FindingSink = {
      name: 'queue',
      async write(changes) {
        if (refuse && sent.length >= 6) throw new Error('full')
        sent.push(...changes.map(({ id }) => id))
      },
    }
    const { scan, open } = await setUp(world, { sinks: [sink] }, ['notes/public'])
    const report = await scan()
    expect(report).toMatchObject({ status: 'failed', error: { code: 'sink' } })
    expect(await open()).toHaveLength(6)
    refuse = false
    expect(await scan()).toMatchObject({ status: 'complete', resumed: true })
    expect(new Set(sent).size).toBe(12)
    expect(sent).toHaveLength(12)
  })

  it('starts anew when the checks are others', async () => {
    const world = worldOf(12)
    const { scan } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    world.faults.set('page 2', new RateLimitError('used up', { bucket: 'core', retryAfterMs: 1 }))
    await scan()
    world.faults.clear()
    expect(await scan({ only: ['notes/public'] })).toMatchObject({ resumed: false, status: 'complete' })
  })
})
