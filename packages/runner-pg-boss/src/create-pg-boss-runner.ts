import { ConfigError, type Integration, type Log, systemClock } from '@opencasb/core'
import { PgBoss } from 'pg-boss'
import { DeadLetters } from './dead-letters.ts'
import { prepareQueues } from './prepare-queues.ts'
import { toQueueError } from './queue-error.ts'
import { readOptions } from './read-options.ts'
import { runJob } from './run-job.ts'
import type { PgBossRunner } from './runner.ts'
import type { PgBossRunnerOptions } from './runner-options.ts'
import { jobFor } from './scan-job.ts'
import { ScanJobs } from './scan-jobs.ts'
import { ScanSlots } from './scan-slots.ts'
import { Timekeeper } from './timekeeper.ts'

/** How often dead workers are looked for, in seconds. */
const superviseSeconds = 5
/** How often jobs that are long done are deleted, in seconds. */
const maintainSeconds = 600
/** How long a scan may take to reach its checkpoint after it was told to stop. */
const abortMs = 10_000
const askedPriority = 1
const silent: Log = { debug: () => undefined, warn: () => undefined }

/**
 * Makes one worker of a fleet. Nothing is opened before one of its methods is called.
 * @throws ConfigError for options that cannot be
 */
export function createPgBossRunner(options: PgBossRunnerOptions): PgBossRunner {
  const settings = readOptions(options)
  const { scanner, clock = systemClock, log = silent } = options
  const { queues } = settings
  const boss = options.boss ?? ownBoss(options)
  const jobs = new ScanJobs(boss, queues.scans)
  const dead = new DeadLetters(boss, queues.dead)
  const timekeeper = new Timekeeper({ boss, scanner, settings, dead, log })
  const slots = new ScanSlots(boss, queues.scans)
  const heard = (error: Error): void => log.warn('the queue had an error', { error: error.message })
  const warned = ({ message }: { readonly message: string }): void => log.debug(message)
  let opening: Promise<void> | undefined
  let handOver = new AbortController()
  let outbox: string | undefined
  let starting: Promise<void> | undefined

  const open = (): Promise<void> => {
    opening ??= (async () => {
      boss.on('error', heard).on('warning', warned)
      try {
        if (!options.boss) await boss.start()
        await prepareQueues(boss, settings)
      } catch (error) {
        await close()
        throw error
      }
    })()
    return opening
  }
  const close = async (): Promise<void> => {
    opening = undefined
    if (!options.boss) await boss.stop({ graceful: false })
    boss.off('error', heard).off('warning', warned)
  }
  const begin = async (): Promise<void> => {
    await open()
    handOver = new AbortController()
    const context = { boss, scanner, settings, clock, handOver: handOver.signal }
    try {
      await slots.open(settings, (job) => runJob(context, job))
      outbox = await boss.work(queues.outbox, async ([job]) => {
        const signals = job ? [job.signal, context.handOver] : [context.handOver]
        await scanner.outbox.deliver({ signal: AbortSignal.any(signals) }).catch(heard)
      })
    } catch (error) {
      // Whoever learns that it did not start has no half of it.
      await endWork(0).catch(() => undefined)
      await close().catch(() => undefined)
      throw error
    }
    timekeeper.start()
  }
  /** Fetches nothing any more; what runs is handed over after a while. */
  const endWork = async (drainMs: number): Promise<void> => {
    const delivering = outbox
    outbox = undefined
    const ended = Promise.all([
      slots.close(),
      delivering && boss.offWork(queues.outbox, { id: delivering, wait: true }),
    ])
    await within(drainMs, ended).finally(() => handOver.abort(new DOMException('This worker stops', 'AbortError')))
    await within(abortMs, ended)
  }
  const known = async (id: string): Promise<Integration> => {
    const integration = await scanner.integrations.get(id)
    if (integration) return integration
    throw new ConfigError(`integration: there is no integration "${id}"; add it first`, { field: 'integration' })
  }
  const forget = async (id: string): Promise<number> => {
    await open()
    return (await jobs.remove(id)) + (await dead.remove(id))
  }

  return typed({
    start() {
      starting ??= begin().catch((error: unknown) => {
        starting = undefined
        throw error
      })
      return starting
    },
    async stop({ drainMs = 30_000 } = {}) {
      await starting?.catch(() => undefined)
      if (!opening) return
      await opening.catch(() => undefined)
      try {
        await timekeeper.stop()
        await endWork(drainMs)
      } finally {
        starting = undefined
        await close()
      }
    },
    async scanNow(id, { priority = askedPriority } = {}) {
      const integration = await known(id)
      await open()
      await dead.remove(id)
      const { data, ...key } = jobFor(integration, true)
      const sent = await boss.upsert(queues.scans, data, { ...key, priority, startAfter: 0 })
      return sent.jobs.length > 0 ? 'queued' : 'running'
    },
    async cancel(id) {
      await open()
      // The job first: once it is cancelled, the worker that scans does not repeat it.
      const cancelled = await jobs.cancel(id)
      const wasHere = await scanner.cancel(id)
      return cancelled > 0 || wasHere
    },
    forget,
    async remove(id, removal) {
      await forget(id)
      const erasure = await scanner.integrations.remove(id, removal)
      // A timekeeper that looked before the removal may have made one more.
      await forget(id)
      return erasure
    },
    async dead() {
      await open()
      return dead.list()
    },
    async retry(id) {
      await open()
      return dead.retry(id)
    },
    async poll() {
      await open()
      return timekeeper.poll()
    },
  })
}

/** The same runner; what the queue's database throws comes typed, and says what to do. */
function typed(runner: PgBossRunner): PgBossRunner {
  const typedly =
    <Given extends readonly unknown[], Answer>(method: (...given: Given) => Promise<Answer>) =>
    (...given: Given): Promise<Answer> =>
      method(...given).catch((error: unknown) => {
        throw toQueueError(error)
      })
  return {
    start: typedly(runner.start),
    stop: typedly(runner.stop),
    scanNow: typedly(runner.scanNow),
    cancel: typedly(runner.cancel),
    forget: typedly(runner.forget),
    remove: typedly(runner.remove),
    dead: typedly(runner.dead),
    retry: typedly(runner.retry),
    poll: typedly(runner.poll),
  }
}

function ownBoss({ connectionString, schema, migrate = true, connections = 10 }: PgBossRunnerOptions): PgBoss {
  return new PgBoss({
    ...(connectionString !== undefined && { connectionString }),
    ...(schema !== undefined && { schema }),
    migrate,
    max: connections,
    application_name: 'opencasb-runner',
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: maintainSeconds,
  })
}

/** Waits for it, but not longer. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
