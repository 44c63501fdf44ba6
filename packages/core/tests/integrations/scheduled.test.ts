import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it, vi } from 'vitest'
import { CredentialError, RateLimitError } from '../../src/index.ts'
import { worldOf } from '../scan-set-up.ts'
import { given, stateOf, ToyVendor, toySetup } from './toy-vendor.ts'

const minute = 60_000
const hour = 60 * minute

describe('an integration on a schedule', () => {
  const setUp = () => {
    const vendor = new ToyVendor(worldOf(3))
    const clock = createFakeClock({ auto: false })
    const setup = toySetup(vendor, { clock, schedule: { pollMs: 5 * minute } })
    const statuses: string[] = []
    setup.scanner.on('scan-end', ({ status }) => statuses.push(status))
    const pass = async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 5 * minute) await clock.advance(Math.min(left, 5 * minute))
    }
    return { ...setup, vendor, clock, statuses, pass }
  }

  it('is scanned when it was registered and once in every interval, not while it is paused, and at once when it is resumed', async () => {
    const { scanner, statuses, pass } = setUp()
    const { id } = await scanner.integrations.register(given)
    scanner.start()
    await vi.waitFor(() => expect(statuses).toEqual(['complete']))
    await pass(3.5 * hour)
    expect(statuses).toHaveLength(4)
    await scanner.integrations.pause(id)
    await pass(5 * hour)
    expect(statuses).toHaveLength(4)
    await scanner.integrations.resume(id)
    await pass(5 * minute)
    expect(statuses).toHaveLength(5)
    await scanner.stop()
    await scanner.close()
  })

  it('is scanned less and less often while its credentials are refused, and as usual once it is reconnected', async () => {
    const { scanner, vendor, statuses, pass } = setUp()
    const { id } = await scanner.integrations.register(given)
    vendor.beforeOpen = () => {
      throw new CredentialError('The token is not accepted')
    }
    scanner.start()
    await pass(12 * hour)
    expect(statuses.length).toBeGreaterThan(3)
    expect(statuses.length).toBeLessThan(12)
    expect(stateOf(await scanner.integrations.get(id))).toBe('reconnect-required')
    vendor.beforeOpen = () => undefined
    await scanner.integrations.reconnect(id, undefined, { scan: false })
    statuses.length = 0
    await pass(2.5 * hour)
    expect(statuses).toEqual(['complete', 'complete', 'complete'])
    await scanner.close()
  })

  it('goes on where the quota ran out as soon as it is back', async () => {
    const { scanner, vendor, statuses, pass } = setUp()
    await scanner.integrations.register(given)
    vendor.world.faults.set('page 0', new RateLimitError('used up', { bucket: 'core', retryAfterMs: 20 * minute }))
    scanner.start()
    await vi.waitFor(() => expect(statuses).toEqual(['deferred']))
    vendor.world.faults.clear()
    await pass(15 * minute)
    expect(statuses).toEqual(['deferred'])
    await pass(10 * minute)
    expect(statuses).toEqual(['deferred', 'complete'])
    await scanner.close()
  })
})
