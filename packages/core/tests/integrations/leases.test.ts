import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { worldOf } from '../scan-set-up.ts'
import { gate, given, ToyVendor, toySetup } from './toy-vendor.ts'

const hour = 3_600_000

describe('who may write', () => {
  it('[F41] an owner that sleeps five minutes and wakes writes nothing, and says that it was taken over', async () => {
    for (const isOver of [true, false]) {
      const vendor = new ToyVendor(worldOf(12))
      const clock = createFakeClock({ auto: false })
      // Renewals happen in real time: with this length none falls into the sleep.
      const { scanner, other, state } = toySetup(vendor, { clock, limits: { leaseMs: 60_000 } })
      const { id } = await scanner.integrations.register(given)
      const { opened, open } = gate()
      let isAsleep = false
      let second: Promise<{ readonly status: string }> | undefined
      const held = gate()
      vendor.world.beforePage = async (page) => {
        if (page === 2 && !isAsleep) {
          isAsleep = true
          await clock.advance(300_000)
          second = other().scan(id)
          if (isOver) await second
          else await held.opened
          open()
          await opened
        } else if (page === 3 && isAsleep && !isOver) {
          held.open()
          await new Promise((resolve) => setTimeout(resolve, 30))
        }
      }
      const commits: number[] = []
      const commit = state.commit.bind(state)
      Object.assign(state, {
        async commit(batch: Parameters<typeof commit>[0]) {
          await commit(batch)
          commits.push(batch.fence?.fence ?? 0)
        },
      })
      const report = await scanner.scan(id)
      expect(report).toMatchObject({
        status: 'failed',
        error: { code: 'state', message: expect.stringContaining('taken over') },
      })
      expect(await second).toMatchObject({ status: 'complete' })
      // Nobody with an older fence wrote after somebody with a newer one.
      expect(commits).toEqual([...commits].sort((a, b) => a - b))
      expect((await scanner.findings.list({ check: ['notes/public'] })).items).toHaveLength(12)
      expect(await scanner.lastReport(id)).toMatchObject({ status: 'complete' })
    }
  })

  it('[F41] an owner that nobody took over from goes on after its sleep', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const clock = createFakeClock({ auto: false })
    const { scanner } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    vendor.world.beforePage = async (page) => {
      if (page === 2) await clock.advance(300_000)
    }
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete' })
  })

  it('[F40] of ten workers that scan at once one scans, and the others write nothing', async () => {
    const vendor = new ToyVendor(worldOf(9))
    const { scanner, other } = toySetup(vendor, { limits: { leaseMs: 400 } })
    const { id } = await scanner.integrations.register(given)
    const { opened, open } = gate()
    vendor.world.beforePage = () => opened
    let refused = 0
    const scans = [scanner, ...Array.from({ length: 9 }, other)].map(async (one) => {
      const report = await one.scan(id)
      if (report.error?.message.includes('scanned already')) refused += 1
      if (refused === 9) open()
      return report.status
    })
    const statuses = await Promise.all(scans)
    expect(statuses.filter((status) => status === 'complete')).toHaveLength(1)
    expect(refused).toBe(9)
    expect(vendor.world.countOf('open')).toBe(1)
    expect(await scanner.integrations.get(id)).toMatchObject({ health: { state: 'healthy', failures: 0 } })
  })

  it.each([hour, -hour])('[F37] the wall clock jumping by %s ms in a scan does no harm', async (jump) => {
    const vendor = new ToyVendor(worldOf(12))
    const clock = createFakeClock({ auto: false })
    const { scanner, state } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    vendor.world.beforePage = async (page) => {
      if (page !== 2) return
      clock.jump(jump)
      expect(await state.leases.acquire(`scan:${id}`, 60_000)).toBeUndefined()
    }
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete' })
    expect((await scanner.findings.list({ check: ['notes/public'] })).items).toHaveLength(12)
    const { nextScanAt } = (await scanner.integrations.get(id)) ?? {}
    const wait = Date.parse(nextScanAt ?? '') - clock.now()
    expect(wait).toBeGreaterThan(-1)
    expect(wait).toBeLessThanOrEqual(1.1 * hour)
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete', changes: { opened: 0, resolved: 0 } })
  })
})
