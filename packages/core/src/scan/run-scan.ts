import { randomUUID } from 'node:crypto'
import type { RateLimiter } from '../contract/rate-limiter.ts'
import type { Session } from '../contract/session.ts'
import type { RunRecord } from '../contract/state.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import type { Integration } from '../model/integration.ts'
import type { ReportedError, ScanReport } from '../model/report.ts'
import { type CheckChoice, chooseChecks } from '../plan/choose-checks.ts'
import { permissionsOf } from '../plan/permissions.ts'
import { type ReadPlan, readPlan } from '../plan/read-plan.ts'
import type { ScanOptions } from '../scanner/scanner.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { Batch } from './batch.ts'
import { buildReport } from './build-report.ts'
import { asStateError, deliverAndCommit } from './deliver-and-commit.ts'
import { IndexBuilder } from './index-builder.ts'
import { type KeptLease, keepLease } from './lease-keeper.ts'
import { credentialHandle, credentialIdentity, openSession } from './open-session.ts'
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
  readonly #integration: Integration
  readonly #options: ScanOptions
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

  constructor(context: ScannerContext, integration: Integration, options: ScanOptions) {
    this.#context = context
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
    let lease: KeptLease | undefined
    try {
      lease = await this.#takeLease()
      resumed = await this.#resume()
      await this.#read(lease, resumed)
    } catch (thrown) {
      error = this.#stop.signal.aborted ? this.#stop.signal.reason : thrown
    }
    const report = await this.#report(resumed, error)
    await this.#finish(lease, report)
    return report
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
    }).catch((error: unknown) => {
      throw this.#signal.aborted ? this.#signal.reason : asStateError(error)
    })
  }

  /** Goes on with the last run where it stopped early and asks the same; otherwise its checkpoints mean nothing. */
  async #resume(): Promise<boolean> {
    const last = await this.#context.state.checkpoints.lastRun(this.#integration.id)
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
    const { state, credentials, clock, log, limits, transport } = this.#context
    const integration = this.#integration
    const connector = connectorOf(this.#context, integration.connector)
    const handle = credentialHandle(credentials, integration)
    const signal = this.#signal
    const credential = await credentialIdentity(handle, signal)
    const limiter = limits.forScan({ host: connector.id, credential, signal })
    this.#limiter = limiter
    const cache = state.cache(integration.id)
    const permissions = permissionsOf(connector, integration.authKind, this.#choice.chosen)
    const open = {
      credentials: handle,
      permissions,
      limiter,
      cache,
      clock,
      log,
      signal,
      ...(transport && { transport }),
    }
    const session = await openSession(connector, integration, open)
    this.#session = session
    if (integration.tenant?.id !== session.tenant.id) await state.integrations.setTenant(integration.id, session.tenant)

    const plan = readPlan(this.#choice.chosen, session, integration.authKind)
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
    await deliverAndCommit(run, new Batch(), { run: this.#run, ...(!resumed && { dropCheckpoints: true }) })
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
    const isAborted = this.#options.signal?.aborted === true && error === this.#options.signal.reason
    const integration = this.#integration
    const filter = { integration: [integration.id], state: ['open', 'acknowledged', 'reopened'] as const }
    const open = await state.findings.count(filter, 'severity').catch(() => ({}))
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
      error: isAborted ? undefined : reportedError(error),
      aborted: isAborted,
    })
  }

  /** Saves how the run ended, tells sinks and listeners, and lets go of everything; none of it can undo the scan. */
  async #finish(lease: KeptLease | undefined, report: ScanReport): Promise<void> {
    const { state, sinks, log, events } = this.#context
    const attempt = async (what: string, action: () => Promise<void> | undefined): Promise<void> => {
      try {
        await action()
      } catch (error) {
        log.warn(what, { error: error instanceof Error ? error.message : String(error) })
      }
    }
    const isOver = report.status === 'complete' || report.status === 'incomplete'
    if (lease) {
      const run = { ...this.#run, status: report.status, report }
      const integration = this.#integration.id
      await attempt('the end of the run could not be saved', () =>
        state.commit({ integration, fence: lease.fence, run, ...(isOver && { dropCheckpoints: true }) }),
      )
    }
    for (const sink of sinks) await attempt(`the sink ${sink.name} failed at the end`, () => sink.runEnded?.(report))
    await attempt('the session did not close', () => this.#session?.close())
    await attempt('the lease was not released', () => lease?.release())
    events.emit('scan-end', report)
  }
}

function reportedError(error: unknown): ReportedError | undefined {
  if (error === undefined) return undefined
  if (OpenCasbError.is(error)) return { code: error.code, message: error.message }
  const detail = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `The scan failed: ${detail}` }
}
