import { createFakeClock } from '@opencasb/testkit'
import { expect, it } from 'vitest'
import { createMemoryCredentials, createMemoryState, createScanner, type ScanReport } from '../../src/index.ts'
import { NotesWorld, notesConnector } from '../notes-world.ts'
// Scanners load it when they are started; on a clock that does not wait, hours would pass meanwhile.
import '../../src/schedule/scheduler.ts'

const minute = 60_000
const hour = 60 * minute

it('[F40] two scanners that run over one database share the work, and never scan an integration twice at once', async () => {
  const clock = createFakeClock()
  const state = createMemoryState({ clock })
  const credentials = createMemoryCredentials()
  const world = new NotesWorld()
  world.put({ id: 'n0', isPublic: true })
  world.people = [{ id: 'p0', isAdmin: true }]
  const reports: ScanReport[] = []
  const going = new Map<string, number>()
  let mostOfOne = 0
  world.beforePage = () => clock.sleep(5_000)
  const share = [0, 0]
  const scanners = share.map((_, index) => {
    // Leases end by the fake clock and are renewed by the real one: long enough for a whole scan.
    const limits = { leaseMs: 10 * minute }
    const scanner = createScanner({ connectors: [notesConnector(world)], state, credentials, clock, limits })
    scanner.on('scan-start', ({ integration }) => {
      going.set(integration, (going.get(integration) ?? 0) + 1)
      mostOfOne = Math.max(mostOfOne, going.get(integration) ?? 0)
    })
    scanner.on('scan-end', (report) => {
      going.set(report.integration.id, (going.get(report.integration.id) ?? 0) - 1)
      reports.push(report)
      share[index] = (share[index] ?? 0) + 1
    })
    return scanner
  })
  const [first] = scanners
  if (!first) return expect.unreachable()
  for (let count = 0; count < 30; count++) {
    const given = { kind: 'token', token: `x${count}` }
    await first.integrations.register({ id: `i${count}`, connector: 'notes', config: {}, credentials: given })
  }
  for (const scanner of scanners) scanner.start()
  await clock.sleep(4 * hour)
  await Promise.all(scanners.map((scanner) => scanner.stop()))

  expect(mostOfOne).toBe(1)
  expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['complete']))
  expect(Math.min(...share)).toBeGreaterThanOrEqual(10)
  for (let count = 0; count < 30; count++) {
    const own = reports.filter(({ integration }) => integration.id === `i${count}`)
    const starts = own.map(({ startedAt }) => Date.parse(startedAt)).toSorted((a, b) => a - b)
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
    expect(starts.length).toBeGreaterThanOrEqual(4)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.95 * hour)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1.05 * hour + 2 * minute)
  }
  await Promise.all(scanners.map((scanner) => scanner.close()))
  expect(clock.sleeping).toBe(0)
})
