import { describe, expect, it } from 'vitest'
import { createFakeClock } from './fake-clock.ts'

const hour = 3_600_000

describe('createFakeClock', () => {
  it('lets hours pass at once when everybody sleeps', async () => {
    const clock = createFakeClock({ start: new Date('2026-03-01T00:00:00Z') })
    await clock.sleep(5 * hour)
    expect(new Date(clock.now()).toISOString()).toBe('2026-03-01T05:00:00.000Z')
    expect(clock.monotonic()).toBe(5 * hour)
  })

  it('wakes sleepers in the order of their time, whatever order they went to sleep in', async () => {
    const clock = createFakeClock()
    const woken: string[] = []
    const sleep = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms)
      woken.push(`${name} at ${clock.monotonic()}`)
    }
    await Promise.all([sleep('late', 300), sleep('early', 100), sleep('middle', 200)])
    expect(woken).toEqual(['early at 100', 'middle at 200', 'late at 300'])
  })

  it('wakes who went to sleep while time passed', async () => {
    const clock = createFakeClock()
    const chain = async (): Promise<number> => {
      await clock.sleep(10)
      await clock.sleep(10)
      return clock.monotonic()
    }
    expect(await chain()).toBe(20)
  })

  it('passes time only by hand where it is told so', async () => {
    const clock = createFakeClock({ auto: false })
    let awake = false
    const sleeper = clock.sleep(1_000).then(() => {
      awake = true
    })
    await clock.advance(999)
    expect(awake).toBe(false)
    expect(clock.sleeping).toBe(1)
    await clock.advance(1)
    await sleeper
    expect(awake).toBe(true)
    expect(clock.sleeping).toBe(0)
  })

  it('jumps the wall clock without waking anybody', async () => {
    const clock = createFakeClock({ auto: false })
    const before = clock.now()
    void clock.sleep(1_000)
    clock.jump(-hour)
    expect(clock.now()).toBe(before - hour)
    expect(clock.monotonic()).toBe(0)
    expect(clock.sleeping).toBe(1)
  })

  it('rejects with the reason of an aborted signal and forgets the sleeper', async () => {
    const clock = createFakeClock({ auto: false })
    const controller = new AbortController()
    const sleeper = clock.sleep(hour, controller.signal)
    controller.abort(new Error('stop'))
    await expect(sleeper).rejects.toThrow('stop')
    expect(clock.sleeping).toBe(0)
    await expect(async () => clock.sleep(1, controller.signal)).rejects.toThrow('stop')
  })

  it('waits for real work before time passes by itself', async () => {
    let busy = true
    const clock = createFakeClock({ busy: () => busy })
    let awake = false
    const sleeper = clock.sleep(hour).then(() => {
      awake = true
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(awake).toBe(false)
    busy = false
    await sleeper
    expect(clock.monotonic()).toBe(hour)
  })
})
