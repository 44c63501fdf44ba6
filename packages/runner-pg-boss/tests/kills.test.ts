import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { expect, it, onTestFinished } from 'vitest'
import { bundleScript } from './fixture/bundle-script.ts'
import { findingsOf } from './fixture/findings-of.ts'
import { changedWorld } from './fixture/fleet-world.ts'
import { openState } from './fixture/open-state.ts'
import { runScript } from './fixture/run-script.ts'
import { startToyVendor, type ToyVendor } from './fixture/toy-vendor.ts'

const kills = 200
const integrations = 20
/** Processes at once: most of the time they wait for the lease of the one before. */
const atOnce = 8
/** Longer than a scan needs for most of its pages. */
const longestMs = 100

/** Half a minute on a quiet machine. */
const patience = 300_000

it(
  '[F38] a scan that is killed at random points, 200 times in all, loses, repeats and closes nothing',
  async () => {
    const address = await newTestDatabase()
    const state = await openState(address)
    const vendor = await startToyVendor(() => [])
    onTestFinished(async () => {
      await state.close()
      await vendor.close()
    })
    const ids = Array.from({ length: integrations }, (_, index) => `i${index}`)
    const expected = await changedWorld(state, vendor, ids)
    expect(new Set(Object.values(expected))).toEqual(new Set(['open opened', 'resolved opened resolved']))
    vendor.delayMs = 5
    const script = await bundleScript('scan-once.ts')
    onTestFinished(() => script.remove())
    const waiting = [...ids]
    const chain = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        for (let killed = 0; killed < kills / integrations; )
          killed += (await killScan(script.path, address, vendor, id)) ? 1 : 0
        const last = runScript(script.path, address, id)
        await last.ended
        expect(last.lines.at(-1)).toContain('"status":"complete"')
        expect(await findingsOf(state, id), id).toEqual(expected)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, chain))
    expect(vendor.overlaps()).toEqual([])
    expect(vendor.sessions.length).toBeGreaterThan(kills)
  },
  patience,
)

/** Starts a scan and kills it somewhere between its first and its last request; says whether it was still running. */
async function killScan(script: string, address: string, vendor: ToyVendor, id: string): Promise<boolean> {
  const asked = vendor.sessions.filter(({ integration }) => integration === id).length
  const scan = runScript(script, address, id)
  await Promise.race([vendor.sessionsBegun(id, asked + 1), scan.ended])
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs))
  await scan.kill()
  return (await scan.ended).signal === 'SIGKILL'
}
