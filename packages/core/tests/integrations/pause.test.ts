import { describe, expect, it } from 'vitest'
import { worldOf } from '../scan-set-up.ts'
import { gate, given, ToyVendor, toySetup } from './toy-vendor.ts'

describe('pausing an integration', () => {
  it('stops its scan here; resumed, the scan goes on where it was', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const { scanner, told } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    let pausing: Promise<unknown> | undefined
    vendor.world.beforePage = (page) => {
      if (page === 2) pausing ??= scanner.integrations.pause(id)
    }
    const report = await scanner.scan(id)
    expect(report).toMatchObject({ status: 'aborted', changes: { resolved: 0 } })
    expect(await pausing).toMatchObject({ health: { state: 'paused' } })
    expect(await scanner.lastReport(id)).toMatchObject({ status: 'aborted', runId: report.runId })
    expect(await scanner.due()).toEqual([])

    const resumed = await scanner.integrations.resume(id)
    expect(resumed).toMatchObject({ health: { state: 'initializing' } })
    expect(resumed.pausedAt).toBeUndefined()
    expect(told.map(({ from, health }) => [from, health.state])).toEqual([
      ['initializing', 'paused'],
      ['paused', 'initializing'],
    ])
    expect((await scanner.due()).map((due) => due.id)).toEqual([id])
    vendor.world.calls = []
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete', resumed: true, runId: report.runId })
    expect(vendor.world.calls).not.toContain('page 0')
  })

  it('stops its scan on another worker, which writes nothing more and says why', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const { scanner, other, state } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    const { opened, open } = gate()
    let reached: () => void = () => undefined
    const atPage = new Promise<void>((resolve) => {
      reached = resolve
    })
    vendor.world.beforePage = async (page) => {
      if (page !== 2) return
      reached()
      await opened
    }
    const scan = other().scan(id)
    await atPage
    await scanner.integrations.pause(id)
    const before = (await scanner.findings.list({ integration: [id] })).items.length
    // Longer than a renewal of the lease takes.
    await new Promise((resolve) => setTimeout(resolve, 100))
    open()
    expect(await scan).toMatchObject({ status: 'aborted', error: { message: expect.stringContaining('paused') } })
    expect((await scanner.findings.list({ integration: [id] })).items).toHaveLength(before)
    expect(await state.checkpoints.lastRun(id)).toMatchObject({ status: 'running' })
    vendor.world.beforePage = () => undefined
    await scanner.integrations.resume(id)
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete', resumed: true })
  })

  it('keeps it from making any call: a scan is aborted, a plan and a check are refused', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const { scanner } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    await scanner.scan(id)
    const last = await scanner.lastReport(id)
    const health = (await scanner.integrations.get(id))?.health
    await scanner.integrations.pause(id)
    vendor.world.calls = []
    const report = await scanner.scan(id)
    expect(report).toMatchObject({
      status: 'aborted',
      error: { code: 'config', message: expect.stringContaining('resume') },
    })
    await expect(scanner.plan(id)).rejects.toThrow('paused')
    await expect(scanner.integrations.check(id)).rejects.toThrow('paused')
    expect(vendor.world.calls).toEqual([])
    expect(await scanner.lastReport(id)).toEqual(last)
    await scanner.integrations.resume(id)
    expect((await scanner.integrations.get(id))?.health).toEqual(health)
  })

  it('is no news the second time', async () => {
    const { scanner, told } = toySetup(new ToyVendor(worldOf(1)))
    const { id } = await scanner.integrations.register(given)
    const { pausedAt } = await scanner.integrations.pause(id)
    expect((await scanner.integrations.pause(id)).pausedAt).toBe(pausedAt)
    await scanner.integrations.resume(id)
    await scanner.integrations.resume(id)
    expect(told).toHaveLength(2)
  })
})

describe('cancelling a scan', () => {
  it('ends it here and leaves the next one to its usual time, where it goes on', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const { scanner } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    let cancelling: Promise<boolean> | undefined
    vendor.world.beforePage = (page) => {
      if (page === 2) cancelling ??= scanner.cancel(id)
    }
    const report = await scanner.scan(id)
    expect(report).toMatchObject({ status: 'aborted' })
    expect(await cancelling).toBe(true)
    expect(await scanner.due()).toEqual([])
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete', resumed: true, runId: report.runId })
  })

  it('ends it on another worker as the wish of the host, not as a failure', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const { scanner, other } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    vendor.world.beforePage = async (page) => {
      if (page === 2) expect(await scanner.cancel(id)).toBe(false)
    }
    const report = await other().scan(id)
    expect(report).toMatchObject({ status: 'aborted' })
    expect(report.error).toBeUndefined()
  })

  it('changes nothing where none is running', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { id, nextScanAt } = await scanner.integrations.register(given)
    expect(await scanner.cancel(id)).toBe(false)
    expect(await scanner.integrations.get(id)).toMatchObject({ nextScanAt })
  })
})
