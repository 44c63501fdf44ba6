import { randomUUID } from 'node:crypto'
import type { RateLimiter } from '../contract/rate-limiter.ts'
import type { Session } from '../contract/session.ts'
import type { Lease, RunRecord } from '../contract/state.ts'
import { ConfigError } from '../errors/config-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import { StateError } from '../errors/state-error.ts'
import type { HealthChange } from '../model/health.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import type { ReportedError, ScanReport } from '../model/report.ts'
import { isDurable } from '../outbox/outbox-entries.ts'
import { type CheckChoice, chooseChecks } from '../plan/choose-checks.ts'
import { type ReadPlan, readPlan } from '../plan/read-plan.ts'
import type { ScanOptions } from '../scanner/scanner.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { Batch } from './batch.ts'
import { asStateError, deliverAndCommit } from './deliver-and-commit.ts'
import { Ending, endingOf, pausedMessage } from './ending.ts'
import { IndexBuilder } from './index-builder.ts'
import { type KeptLease, keepLease } from './lease-keeper.ts'
import { credentialHandle, openContextOf, openSession } from './open-session.ts'
import { planHashOf } from './plan-hash.ts'
import { expireIgnores, retireFindings } from './retire-findings.ts'
import { type RunContext, type RunProgress, streamKey } from './run-context.ts'
import { runResources, type StreamResults } from './run-resources.ts'
import { emptyProgress } from './stream-progress.ts'

/** A run that stopped early is gone on with for so long; after that the tenant has moved on too far. */
const resumableMs = 24 * 60 * 60 * 1000

/** One scan of one integration, from the lease to the report. */
export class ScanRun {
  readonly #context: ScannerContext
  #integration: Integration
  readonly #options: ScanOptions
  readonly #taken: Lease | undefined
  readonly #choice: CheckChoice
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  readonly #others = emptyProgress()
  readonly #progress: RunProgress = { opened: 0, deferredMs: 0 }
  readonly #results: StreamResults = new Map()
  #limiter: RateLimiter | undefined
  #session: Session | undefined
  #plan: ReadPlan | undefined
  #run: RunRecord
  /** The newest run as this scan last read or wrote it. */
  #known: RunRecord | undefined
  /** Loaded while the scan goes on: importing core is faster without it. */
  readonly #ending = import('./run-end.ts')
  /** False where somebody else may be writing, or there is nothing to write. */
  #mayWrite = true
  #lease: KeptLease | undefined
  #isGivenUp = false

  /** @param taken the lease of the scan, where the caller has taken it already; it is let go of in the end */
  constructor(context: ScannerContext, integration: Integration, options: ScanOptions, taken?: Lease) {
    this.#context = context
    // Awaited where it is needed; that it failed is told there.
    this.#ending.catch(() => undefined)
    this.#taken = taken
    this.#integration = integration
    this.#options = options
    const connector = connectorOf(context, integration.connector)
    this.#choice = chooseChecks(connector, context.policy, options)
    this.#signal = options.signal ? AbortSignal.any([options.signal, this.#stop.signal]) : this.#stop.signal
    this.#run = {
      runId: randomUUID(),
      integration: integration.id,
      startedAt: new Date(context.clock.now()).toISOString(),
      mode: 'full',
      planHash: planHashOf(connector, integration.config, context.policy, this.#choice.chosen),
      status: 'running',
    }
  }

  /** Scans; whatever goes wrong at the vendor, in a sink or in the database is in the report. */
  async scan(): Promise<ScanReport> {
    let resumed = false
    let error: unknown
    try {
      const lease = await this.#takeLease()
      this.#lease = lease
      await this.#readIntegration()
      resumed = await this.#resume()
      await this.#read(lease, resumed)
    } catch (thrown) {
      error = await this.#explain(this.#stop.signal.aborted ? this.#stop.signal.reason : thrown)
    }
    const report = await this.#report(resumed, error)
    await this.#finish(report)
    return report
  }

  /** Nobody waits for it any more: it writes nothing, and tells nobody, from now on. */
  async giveUp(): Promise<void> {
    this.#isGivenUp = true
    this.#mayWrite = false
    await this.#lease?.giveUp()
  }

  /** Reads it under the lease: whoever pauses or removes it afterwards takes the lease away. */
  async #readIntegration(): Promise<void> {
    const { id } = this.#integration
    const current = await this.#context.state.integrations.get(id)
    if (!current) throw (await this.#ending).lossError('removed')
    this.#integration = current
    if (current.pausedAt !== undefined) throw new Ending(pausedMessage)
  }

  /** Says what an error means for the scan as a whole. */
  async #explain(error: unknown): Promise<unknown> {
    const lease = this.#lease
    if (this.#isGivenUp) return new Ending()
    if (error instanceof Ending) this.#mayWrite = false
    if (RateLimitError.is(error)) {
      // Not even signing in was admitted: the scan goes on when the vendor lets it.
      this.#progress.deferredMs = Math.max(this.#progress.deferredMs, error.retryAfterMs, 1)
      return undefined
    }
    if (!lease || !StateError.is(error) || error.reason !== 'lease-lost') return error
    this.#mayWrite = false
    const { whyLost, lossError } = await this.#ending
    const reason = await whyLost(this.#context.state, this.#integration.id, lease.fence.key, this.#known).catch(
      () => 'taken-over' as const,
    )
    if (reason === 'paused') return new Ending(pausedMessage)
    return reason === 'cancelled' ? new Ending() : lossError(reason)
  }

  async #takeLease(): Promise<KeptLease> {
    const { state, clock, leaseMs } = this.#context
    return keepLease({
      leases: state.leases,
      key: `scan:${this.#integration.id}`,
      ttlMs: leaseMs,
      clock,
      signal: this.#signal,
      lost: (error) => this.#stop.abort(error),
      taken: this.#taken,
    }).catch((error: unknown) => {
      throw this.#signal.aborted ? this.#signal.reason : asStateError(error)
    })
  }

  /** Goes on with the last run where it stopped early and asks the same; otherwise its checkpoints mean nothing. */
  async #resume(): Promise<boolean> {
    const last = await this.#context.state.checkpoints.lastRun(this.#integration.id)
    this.#known = last
    const stoppedEarly = last !== undefined && last.status !== 'complete' && last.status !== 'incomplete'
    const isRecent = stoppedEarly && this.#context.clock.now() - Date.parse(last.startedAt) < resumableMs
    if (!isRecent || last.planHash !== this.#run.planHash) return false
    const checkpoints = await this.#context.state.checkpoints.load(this.#integration.id)
    if (!checkpoints.some(({ runId }) => runId === last.runId)) return false
    const { report: _report, ...run } = last
    this.#run = { ...run, status: 'running' }
    return true
  }

  async #read(lease: KeptLease, resumed: boolean): Promise<void> {
    const { state, clock, log } = this.#context
    const connector = connectorOf(this.#context, this.#integration.connector)
    const signal = this.#signal
    const open = await openContextOf(this.#context, connector, {
      integration: this.#integration,
      handle: credentialHandle(this.#context, this.#integration),
      chosen: this.#choice.chosen,
      signal,
      isStored: true,
    })
    const authKind = open.credentials.kind
    const notedKind = this.#integration.authKind
    const integration = { ...this.#integration, authKind }
    this.#integration = integration
    const { limiter } = open
    this.#limiter = limiter
    const session = await openSession(connector, integration, open)
    this.#session = session
    refuseOtherTenant(integration, session.tenant)
    const plan = readPlan(this.#choice.chosen, session, authKind)
    this.#plan = plan
    const checkpoints = await state.checkpoints.load(integration.id)
    const watermarks = await state.checkpoints.watermarks(integration.id)
    const run: RunContext = {
      runId: this.#run.runId,
      integration,
      connector,
      tenant: session.tenant,
      session,
      limiter,
      state,
      sinks: this.#context.sinks,
      policy: this.#context.policy,
      clock,
      log,
      signal,
      stop: (error) => this.#stop.abort(error),
      fence: lease.fence,
      startedAt: new Date(this.#run.startedAt),
      indexes: new IndexBuilder(),
      checkpoints: new Map(
        checkpoints
          .filter(({ runId }) => runId === this.#run.runId)
          .map((checkpoint) => [streamKey(checkpoint.resource, checkpoint.partition), checkpoint]),
      ),
      watermarks: new Map(watermarks.map((entry) => [streamKey(entry.resource, entry.partition), entry])),
      inventoryKinds: this.#context.inventoryKinds,
      facetConcurrency: this.#context.facetConcurrency,
      confirmSweep: this.#options.confirmSweep ?? false,
      progress: this.#progress,
      others: this.#others,
      emit: (event, payload) => this.#context.events.emit(event, payload),
    }
    const isIncremental = this.#options.mode !== 'full' && watermarks.some(({ watermark }) => watermark !== undefined)
    this.#run = { ...this.#run, mode: isIncremental ? 'incremental' : 'full' }
    run.emit('scan-start', {
      integration: integration.id,
      runId: run.runId,
      mode: this.#run.mode,
      resumed,
      resources: plan.resources.map(({ resource }) => resource.name),
    })
    for (const gap of plan.blocked) run.emit('scan-gap', { ...gap, integration: integration.id, runId: run.runId })
    await deliverAndCommit(run, new Batch(), {
      run: this.#run,
      // Only where it was not noted: somebody may be changing it.
      patch: { tenant: session.tenant, ...(authKind !== notedKind && { authKind }) },
      ...(!resumed && { dropCheckpoints: true }),
    })
    this.#known = this.#run
    await retireFindings(run, this.#choice.wanted, this.#others)
    await expireIgnores(run, this.#others)
    const mode = this.#options.mode ?? 'auto'
    const { fullEveryMs, streams } = this.#context
    await runResources(run, plan.resources, { mode, fullEveryMs, streams }, this.#results)
    await this.#markUnassessed(run)
  }

  /** Findings of checks that could judge nothing at all stay, with the time since when nobody knows. */
  async #markUnassessed(run: RunContext): Promise<void> {
    const report = await this.#report(false, undefined)
    const checks = report.checks.filter(({ status }) => status === 'unknown').map(({ check }) => check)
    if (checks.length === 0) return
    await deliverAndCommit(run, new Batch(), { unassessedChecks: { checks, at: run.startedAt.toISOString() } })
  }

  async #report(resumed: boolean, error: unknown): Promise<ScanReport> {
    const { state, clock } = this.#context
    // The streams end with the very reason that the host gave.
    const isAborted =
      error instanceof Ending || (this.#options.signal?.aborted === true && error === this.#options.signal.reason)
    const integration = this.#integration
    const filter = { integration: [integration.id], state: ['open', 'acknowledged', 'reopened'] as const }
    const open = await state.findings.count(filter, 'severity').catch(() => ({}))
    const { buildReport } = await this.#ending
    return buildReport({
      runId: this.#run.runId,
      integration,
      connector: connectorOf(this.#context, integration.connector),
      tenant: this.#session?.tenant ?? integration.tenant,
      startedAt: new Date(this.#run.startedAt),
      endedAt: new Date(clock.now()),
      mode: this.#run.mode,
      resumed,
      chosen: this.#choice.chosen,
      skipped: this.#choice.skipped,
      plan: this.#plan,
      results: this.#results,
      others: this.#others,
      deferredMs: this.#progress.deferredMs,
      requests: this.#limiter?.usage() ?? [],
      open,
      error: isAborted ? endingOf(error) : reportedError(error),
      aborted: isAborted,
    })
  }

  /** Saves how the run ended, tells sinks and listeners, and lets go of everything; none of it can undo the scan. */
  async #finish(report: ScanReport): Promise<void> {
    const lease = this.#lease
    const { sinks, log, events } = this.#context
    const attempt = async (what: string, action: () => Promise<void> | undefined): Promise<void> => {
      try {
        await action()
      } catch (error) {
        log.warn(what, { error: error instanceof Error ? error.message : String(error) })
      }
    }
    let changes: readonly HealthChange[] = []
    if (lease && this.#mayWrite) {
      await attempt('the end of the run could not be saved', async () => {
        const { saveEnd } = await this.#ending
        changes = await saveEnd(this.#context, {
          integration: this.#integration,
          fence: lease.fence,
          run: this.#run,
          report,
          expiresAt: this.#session?.expiresAt,
          narrowed: this.#options.only !== undefined || this.#options.skip !== undefined,
        })
      })
    }
    for (const sink of sinks) {
      if (!isDurable(sink) && !this.#isGivenUp)
        await attempt(`the sink ${sink.name} failed at the end`, () => sink.runEnded?.(report))
    }
    await attempt('the session did not close', () => this.#session?.close())
    // Where nobody waits for it the database may be closed, and the lease most likely went to somebody else.
    if (this.#isGivenUp) await lease?.release().catch(() => undefined)
    else await attempt('the lease was not released', () => lease?.release())
    events.emit('scan-end', report)
    if (changes.length > 0) await (await this.#ending).announceHealth(this.#context, changes)
  }
}

/** Reading another tenant would close the findings of this one. */
function refuseOtherTenant(integration: Integration, tenant: Tenant): void {
  const before = integration.tenant
  if (!before || before.id === tenant.id) return
  throw new ConfigError(
    `credentials: they reach ${tenant.name} and not ${before.name}, which was scanned before; reconnect with credentials for that one, or add another integration`,
    { field: 'credentials' },
  )
}

function reportedError(error: unknown): ReportedError | undefined {
  if (error === undefined) return undefined
  if (OpenCasbError.is(error)) return { code: error.code, message: error.message }
  const detail = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `The scan failed: ${detail}` }
}
