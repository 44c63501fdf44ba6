import type { StateStore } from '@opencasb/core'
import { createPostgresState } from '@opencasb/store-postgres'
import type { FleetScan, FleetWorkerInput, FleetWorkerMessage } from '../processes/fleet-worker.ts'
import { toyIntegration } from '../processes/toy-integration.ts'
import { type RunningProcess, startProcess } from '../run-process.ts'

/** How large a fleet and its work are. */
export interface FleetSize {
  readonly integrations: number
  readonly assets: number
  readonly workers: number
  /** Scans at once on each worker. */
  readonly concurrency: number
}

/** What a fleet did. */
export interface FleetRun {
  readonly scans: readonly FleetScan[]
  /** When all integrations fell due, milliseconds since 1970. */
  readonly dueAt: number
}

/** Between the start of the workers and the moment when everything falls due. */
const headStartMs = 5_000
const patienceMs = 1_200_000

type Worker = RunningProcess<FleetWorkerMessage>

/** Makes the integrations, all due at once, and scans them by workers with a queue, or by as many processes without one. */
export async function runFleet(connectionString: string, size: FleetSize, how: 'queue' | 'direct'): Promise<FleetRun> {
  const ids = Array.from({ length: size.integrations }, (_, place) => `workspace-${place}`)
  const prepared = await createPostgresState({ connectionString })
  const workers = Array.from({ length: size.workers }, (_, worker) => {
    const direct = how === 'direct' && { direct: ids.filter((_, place) => place % size.workers === worker) }
    const input: FleetWorkerInput = { connectionString, concurrency: size.concurrency, ...direct }
    return startProcess<FleetWorkerMessage>('fleet-worker', input)
  })
  try {
    await Promise.all(workers.map((worker) => worker.says(({ type }) => type === 'ready')))
    const dueAt = Date.now() + headStartMs
    for (const [place, id] of ids.entries()) {
      const nextScanAt = new Date(dueAt).toISOString()
      await prepared.integrations.put(toyIntegration(id, size.assets, { owner: ownerOf(place), nextScanAt }))
    }
    if (how === 'queue') await allEnded(workers, size.integrations)
    const done = Promise.all(workers.map((worker) => worker.says(({ type }) => type === 'done')))
    for (const worker of workers) worker.tell('go on')
    const messages = await done
    const problems = messages.flatMap((message) => (message.type === 'done' ? message.problems : []))
    if (problems.length > 0) throw new Error(`${problems.length} problems, such as: ${problems[0]}`)
    await verify(prepared, size)
    return { dueAt, scans: messages.flatMap((message) => (message.type === 'done' ? message.scans : [])) }
  } finally {
    for (const worker of workers) worker.kill()
    await prepared.close()
  }
}

/** What was scanned is there: all assets, and the finding of every tenth. */
async function verify(state: StateStore, { integrations, assets }: FleetSize): Promise<void> {
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)
  const found = sum(await state.findings.count({}, 'state'))
  const kept = sum(await state.inventory.count({}))
  if (found === (integrations * assets) / 10 && kept === integrations * assets) return
  throw new Error(`there are ${found} findings and ${kept} assets`)
}

/** A fifth of the integrations belongs to one owner, ten of the others to each. */
function ownerOf(place: number): string {
  return place % 5 === 0 ? 'owner-large' : `owner-${Math.floor(place / 12.5)}`
}

async function allEnded(workers: readonly Worker[], scans: number): Promise<void> {
  const ended = new Map<Worker, number>()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error('the fleet does not come to an end')), patienceMs)
  for (const worker of workers) {
    worker.onMessage((message) => {
      if (message.type === 'ended') ended.set(worker, message.scans)
      if ([...ended.values()].reduce((sum, count) => sum + count, 0) >= scans) resolve()
    })
  }
  await promise.finally(() => clearTimeout(timer))
}
