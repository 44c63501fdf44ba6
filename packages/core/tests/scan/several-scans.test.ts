import { describe, expect, it } from 'vitest'
import { createMemoryState, systemClock } from '../../src/index.ts'
import { setUp, worldOf } from '../scan-set-up.ts'

describe('several scans', () => {
  it('[F40] only one scan of an integration runs at a time; the other writes nothing', async () => {
    const world = worldOf(9)
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    world.beforePage = () => gate
    const { scan } = await setUp(world, { limits: { leaseMs: 300 } }, ['notes/public'])
    const first = scan()
    const second = await scan()
    expect(second).toMatchObject({ status: 'failed', error: { code: 'state' }, changes: { opened: 0 } })
    expect(second.error?.message).toContain('scanned already')
    release()
    expect(await first).toMatchObject({ status: 'complete' })
  })

  it('[F41] an owner that slept while another took over writes nothing', async () => {
    const world = worldOf(9)
    let asleepMs = 0
    const clock = {
      ...systemClock,
      monotonic: () => systemClock.monotonic() + asleepMs,
      now: () => Date.now() + asleepMs,
    }
    const state = createMemoryState({ clock })
    const { scanner, scan, open, id } = await setUp(world, { state }, ['notes/public'])
    world.beforePage = async (page) => {
      if (page !== 2) return
      asleepMs = 5 * 60_000
      expect(await state.leases.acquire(`scan:${id}`, 60_000)).toBeDefined()
    }
    const report = await scan()
    expect(report).toMatchObject({ status: 'failed', error: { code: 'state' } })
    expect((await open()).length).toBeLessThan(9)
    expect(await scanner.lastReport(id)).toBeUndefined()
  })
})
