import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import type { StateError } from '../errors/state-error.ts'
import { memoryLeases } from '../state/memory-leases.ts'
import { keepLease } from './lease-keeper.ts'

describe('a kept lease', () => {
  const { signal } = new AbortController()
  const setUp = (lost: (error: StateError) => void = () => undefined) => {
    const clock = createFakeClock()
    const leases = memoryLeases(clock)
    return { clock, leases, options: { leases, key: 'scan:a', ttlMs: 30, clock, signal, lost } }
  }

  it('may have been taken by the caller, and is let go of all the same', async () => {
    const { leases, options } = setUp()
    const taken = await leases.acquire('scan:a', 30)
    const kept = await keepLease({ ...options, taken })
    expect(kept.fence).toEqual({ key: 'scan:a', fence: taken?.fence })
    expect(await leases.acquire('scan:a', 30)).toBeUndefined()
    await kept.release()
    expect(await leases.acquire('scan:a', 30)).toBeDefined()
  })

  it('is waited for as long as a dead owner can hold it', async () => {
    const { leases, options } = setUp()
    const dead = await leases.acquire('scan:a', 30)
    const kept = await keepLease(options)
    expect(kept.fence.fence).toBeGreaterThan(dead?.fence ?? Number.POSITIVE_INFINITY)
    await kept.release()
  })

  it('is refused in the words that were given where somebody goes on holding it', async () => {
    const { leases, options } = setUp()
    await leases.acquire('scan:a', 3_600_000)
    await expect(keepLease({ ...options, busy: 'Somebody adds it already' })).rejects.toMatchObject({
      reason: 'busy',
      message: 'Somebody adds it already',
    })
  })

  it('tells its owner once it was taken away', async () => {
    const { promise: loss, resolve } = Promise.withResolvers<StateError>()
    const { leases, options } = setUp(resolve)
    const kept = await keepLease(options)
    await leases.revoke('scan:a')
    expect(await loss).toMatchObject({ reason: 'lease-lost' })
    await kept.release()
  })
})
