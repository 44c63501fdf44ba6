import { createScanner } from '@opencasb/core'
import { createPgBossRunner } from '@opencasb/runner-pg-boss'
import { createPostgresState } from '@opencasb/store-postgres'
import { inputOf } from './meter.ts'
import { createToyConnector } from './toy-connector.ts'
import { toyCredentials } from './toy-integration.ts'

/** One worker of a fleet, or a process that scans what it is told to without one. */
export interface FleetWorkerInput {
  readonly connectionString: string
  /** Scans at once. */
  readonly concurrency: number
  /** Integrations to scan one after another, without a queue; a worker takes them from the queue. */
  readonly direct?: readonly string[]
}

/** A scan as the connector saw it: from its session's beginning to its end, milliseconds since 1970. */
export interface FleetScan {
  readonly integration: string
  readonly from: number
  readonly to: number
}

/** `ready` when it waits for work or for `begin`; then how many scans have ended, and all of them in the end. */
export type FleetWorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'ended'; readonly scans: number }
  | { readonly type: 'done'; readonly scans: readonly FleetScan[]; readonly problems: readonly string[] }

const { connectionString, concurrency, direct } = inputOf<FleetWorkerInput>()
const begun = new Map<string, number>()
const scans: FleetScan[] = []
const problems: string[] = []
const say = (message: FleetWorkerMessage): void => {
  process.send?.(message)
}
const now = (): number => performance.timeOrigin + performance.now()

const connector = createToyConnector({
  failing: [10],
  journal(workspace, event) {
    if (event === 'begin') {
      if (begun.has(workspace)) problems.push(`${workspace} is scanned twice at once in one process`)
      begun.set(workspace, now())
      return
    }
    scans.push({ integration: workspace, from: begun.get(workspace) ?? Number.NaN, to: now() })
    begun.delete(workspace)
    say({ type: 'ended', scans: scans.length })
  },
})
const state = await createPostgresState({ connectionString })
const scanner = createScanner({ connectors: [connector], credentials: toyCredentials, state })
scanner.on('scan-end', ({ integration, status, error }) => {
  if (status !== 'complete') problems.push(`${integration.id} ended ${status}: ${error?.message}`)
})
const log = { debug: () => undefined, warn: (message: string) => void problems.push(message) }

if (direct) {
  say({ type: 'ready' })
  process.once('message', () => void scanDirectly(direct))
} else {
  const runner = createPgBossRunner({ scanner, connectionString, concurrency, log })
  await runner.start()
  process.once('message', async () => {
    await runner.stop({ drainMs: 60_000 })
    await end()
  })
  say({ type: 'ready' })
}

async function scanDirectly(ids: readonly string[]): Promise<void> {
  const waiting = [...ids]
  const slot = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await scanner.scan(id)
  }
  await Promise.all(Array.from({ length: concurrency }, slot))
  await end()
}

async function end(): Promise<void> {
  await scanner.close()
  process.send?.({ type: 'done', scans, problems } satisfies FleetWorkerMessage, () => process.exit(0))
}
