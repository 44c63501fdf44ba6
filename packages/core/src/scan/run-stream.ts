import { setImmediate } from 'node:timers/promises'
import type { InlineFacets, Page, Partition, UnreadableItem } from '../contract/page.ts'
import type { ResourceType, StreamContext } from '../contract/resource.ts'
import type { CommitBatch, StreamCheckpoint } from '../contract/state.ts'
import { CheckpointExpiredError } from '../errors/checkpoint-expired-error.ts'
import { ContractError } from '../errors/contract-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import type { StreamCoverage } from '../model/coverage.ts'
import type { JsonValue } from '../model/json.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import { matchesPattern } from '../policy/match-pattern.ts'
import { Aggregates } from './aggregates.ts'
import { Batch } from './batch.ts'
import { CoverageRecorder } from './coverage-recorder.ts'
import { deliverAndCommit } from './deliver-and-commit.ts'
import { derivedPages, TablesNotWhole } from './derived-pages.ts'
import { type Cause, causeOf, endsScan } from './gap-of-error.ts'
import { Judge } from './judge.ts'
import { judgePage, type PageItem } from './judge-page.ts'
import { IncompleteListing, ListingGuard } from './listing-guard.ts'
import { namingMissing } from './naming-missing.ts'
import { ReadAhead } from './read-ahead.ts'
import { type RunContext, streamKey } from './run-context.ts'
import { FacetRunner } from './run-facets.ts'
import { emptyProgress, type SavedStream, type StreamProgress } from './stream-progress.ts'

/** How a stream ended. */
export interface StreamResult {
  readonly coverage: StreamCoverage
  readonly recorder: CoverageRecorder
  readonly progress: StreamProgress
  /** It was begun anew in the middle, so that its look-up tables are not to be relied on. */
  readonly readAnew: boolean
  /** The stream goes on from its checkpoint after so long. */
  readonly deferredMs?: number
}

/** Reads one resource type in one partition to the end, or as far as it goes. */
export class StreamRun {
  readonly #run: RunContext
  readonly #planned: PlannedResource
  readonly #partition: Partition
  readonly #planHash: string
  #abort = new AbortController()
  #signal: AbortSignal
  #mode: 'full' | 'changes'
  #progress: StreamProgress = emptyProgress()
  #recorder = new CoverageRecorder()
  #aggregates: Aggregates
  #judge: Judge
  #facets: FacetRunner
  #guard: ListingGuard
  #readAnew = false

  constructor(
    run: RunContext,
    planned: PlannedResource,
    partition: Partition,
    mode: 'full' | 'changes',
    planHash: string,
  ) {
    this.#run = run
    this.#planned = planned
    this.#partition = partition
    this.#mode = mode
    this.#planHash = planHash
    this.#signal = AbortSignal.any([run.signal, this.#abort.signal])
    this.#aggregates = new Aggregates(planned.checks, run.connector.id)
    this.#judge = new Judge(run, this.#recorder)
    this.#facets = this.#newFacets()
    this.#guard = new ListingGuard(planned.resource.name)
  }

  async read(): Promise<StreamResult> {
    this.#run.signal.throwIfAborted()
    const saved = this.#run.checkpoints.get(streamKey(this.#planned.resource.name, this.#partition.key))
    if (saved) this.#restore(saved)
    if (saved?.done) return this.#result(undefined)
    try {
      await this.#readFrom(saved?.cursor)
      return this.#result(undefined)
    } catch (error) {
      if (!CheckpointExpiredError.is(error)) return this.#failed(error)
      this.#run.log.warn('the vendor no longer knows the checkpoint: reading anew', {
        resource: this.#planned.resource.name,
      })
    }
    this.#reset()
    return this.#readFrom(undefined).then(
      () => this.#result(undefined),
      (error: unknown) => this.#failed(error),
    )
  }

  async #readFrom(cursor: string | undefined): Promise<void> {
    const { resource } = this.#planned
    const watermark = this.#run.watermarks.get(streamKey(resource.name, this.#partition.key))?.watermark
    const from = cursor ?? (this.#mode === 'changes' ? watermark : undefined)
    const context = {
      session: this.#run.session,
      partition: this.#partition,
      signal: this.#signal,
      log: this.#run.log,
      ...(from !== undefined && { from }),
      wants: (facet: Parameters<FacetRunner['wants']>[0]) => this.#facets.wants(facet),
    }
    const pages = this.#pages(context)
    if (!pages) throw new ContractError(`${resource.name} has no change feed`)
    const reader = new ReadAhead(pages)
    try {
      for (let read = await reader.next(); !read.done; read = await reader.next()) {
        await this.#process(read.value, () => reader.prefetch())
      }
    } catch (error) {
      // Ends what is being read ahead, so that the generator can be finalised.
      this.#abort.abort(error)
      throw error
    } finally {
      await reader.close()
    }
    this.#checkTotal()
    const { finishStream } = await import('./run-end.ts')
    await finishStream({
      run: this.#run,
      planned: this.#planned,
      partition: this.#partition,
      mode: this.#mode,
      planHash: this.#planHash,
      progress: this.#progress,
      recorder: this.#recorder,
      aggregates: this.#aggregates,
      judge: this.#judge,
      facets: this.#facets,
      checkpoint: () => this.#checkpoint(undefined, true),
    })
    this.#emit(true)
  }

  #pages(context: StreamContext): AsyncIterable<Page<unknown>> | undefined {
    const { resource } = this.#planned
    if (this.#mode === 'changes') return resource.changes?.(context)
    const { derived } = resource
    if (!derived) return resource.collect(context)
    if (derived.partial) this.#judge.doubt = this.#run.indexes.doubtOf(Object.values(derived.lookup))
    return derivedPages(this.#run, derived)
  }

  async #process(page: Page<unknown>, prefetch: () => void): Promise<void> {
    this.#run.signal.throwIfAborted()
    this.#guard.begin(page)
    const { fresh, unreadable } = this.#freshItems(page)
    this.#guard.end(page, fresh.length)
    this.#run.indexes.add(
      this.#planned.indexes,
      fresh.map(({ item }) => item),
    )
    this.#run.indexes.unreadable(this.#planned.indexes, unreadable)
    const inScope = fresh.filter((entry) => this.#isInScope(entry))
    const facets = await this.#facets.read(inScope, page.facets as InlineFacets | undefined)
    // Nothing is asked of the vendor any more for this page: the waiting for the next one overlaps with the work.
    prefetch()
    // Lets that request out before the work begins; and where everything answers at once, nobody else would get a turn.
    await setImmediate()
    const batch = new Batch()
    await judgePage({
      run: this.#run,
      planned: this.#planned,
      partition: this.#partition,
      mode: this.#mode,
      judge: this.#judge,
      recorder: this.#recorder,
      aggregates: this.#aggregates,
      progress: this.#progress,
      items: inScope,
      outOfScope: fresh.filter((entry) => !inScope.includes(entry)),
      facets,
      unreadable,
      removed: page.removed ?? [],
      batch,
    })
    this.#progress.items += fresh.length + unreadable.length
    this.#progress.pages += 1
    if (page.total !== undefined) this.#progress.total = page.total
    if (page.watermark !== undefined) this.#progress.watermark = page.watermark
    const rest = {
      // The last page has no cursor: until the stream is done, a crash goes back to before that page.
      ...(page.cursor !== undefined && { checkpoint: this.#checkpoint(page.cursor, false) }),
      ...this.#inventory(inScope, page.removed),
    }
    await deliverAndCommit(this.#run, batch, rest, this.#progress)
    this.#emit(false)
  }

  /** Items that were not on the last pages already, and those that the resource type itself cannot make sense of. */
  #freshItems(page: Page<unknown>): {
    readonly fresh: readonly PageItem[]
    readonly unreadable: readonly UnreadableItem[]
  } {
    const { resource } = this.#planned
    const fresh: PageItem[] = []
    const unreadable = [...(page.unreadable ?? [])]
    for (const item of page.items) {
      let key: string | undefined
      try {
        key = keyOf(resource, item)
        if (this.#guard.isFresh(key)) fresh.push({ key, item, asset: resource.asset(item) })
      } catch (error) {
        const cause = causeOf(error, this.#run.connector.id)
        unreadable.push({ ...cause, ...(key !== undefined && { key }) })
      }
    }
    return { fresh, unreadable }
  }

  #isInScope({ asset }: PageItem): boolean {
    const scope = this.#run.policy.scope?.[this.#planned.resource.name]
    if (!scope) return true
    const matches = (pattern: string): boolean =>
      matchesPattern(pattern, asset.name) || matchesPattern(pattern, asset.id)
    return (!scope.only || scope.only.some(matches)) && !scope.skip?.some(matches)
  }

  #inventory(items: readonly PageItem[], removed: readonly string[] | undefined): Pick<CommitBatch, 'inventory'> {
    const assets = items
      .filter(({ asset }) => this.#run.inventoryKinds.has(asset.kind))
      .map(({ key, asset }) => ({ item: key, asset }))
    if (assets.length === 0 && !removed?.length) return {}
    const { resource } = this.#planned
    const where = { resource: resource.name, partition: this.#partition.key, runId: this.#run.runId }
    const at = new Date(this.#run.clock.now()).toISOString()
    return { inventory: { ...where, at, assets, ...(removed?.length && { removed }) } }
  }

  #checkTotal(): void {
    const { items, total } = this.#progress
    if (this.#mode === 'full' && total !== undefined && items < total) {
      throw new IncompleteListing(
        `The vendor says that there are ${total} items of ${this.#planned.resource.name}, but listed ${items}`,
      )
    }
  }

  #checkpoint(cursor: string | undefined, done: boolean): StreamCheckpoint {
    const saved: SavedStream = {
      progress: this.#progress,
      coverage: this.#recorder.save(),
      aggregates: this.#aggregates.save(),
    }
    return {
      resource: this.#planned.resource.name,
      partition: this.#partition.key,
      runId: this.#run.runId,
      mode: this.#mode,
      done,
      progress: saved as unknown as JsonValue,
      ...(cursor !== undefined && { cursor }),
    }
  }

  #restore(checkpoint: StreamCheckpoint): void {
    // Without a cursor the stream starts over, and what was counted is counted anew.
    if (!checkpoint.done && checkpoint.cursor === undefined) return
    const saved = structuredClone(checkpoint.progress) as unknown as SavedStream
    this.#mode = checkpoint.mode
    this.#progress = saved.progress
    this.#recorder.restore(saved.coverage)
    this.#aggregates.restore(saved.aggregates)
  }

  /** Starts over with a full read. */
  #reset(): void {
    this.#abort = new AbortController()
    this.#signal = AbortSignal.any([this.#run.signal, this.#abort.signal])
    this.#mode = 'full'
    this.#readAnew = true
    // What was committed already has happened.
    this.#progress = { ...emptyProgress(), changes: this.#progress.changes }
    this.#recorder = new CoverageRecorder()
    this.#aggregates = new Aggregates(this.#planned.checks, this.#run.connector.id)
    this.#judge = new Judge(this.#run, this.#recorder)
    this.#facets = this.#newFacets()
    this.#guard = new ListingGuard(this.#planned.resource.name)
  }

  #newFacets(): FacetRunner {
    const { session, log, facetConcurrency } = this.#run
    const context = { session, partition: this.#partition, signal: this.#signal, log }
    return new FacetRunner(this.#planned.facets, context, facetConcurrency, this.#run.integration.authKind)
  }

  /** What stops only this stream becomes a gap; the rest is passed on. */
  #failed(error: unknown): StreamResult {
    if (this.#run.signal.aborted) throw this.#run.signal.reason
    if (endsScan(error)) throw error
    const cause = this.#causeOf(error)
    const { resource, checks, children } = this.#planned
    const concerned = [...checks, ...children.flatMap((child) => child.checks)].map(({ check }) => check.id)
    const where = { resource: resource.name, partition: this.#partition.key, checks: concerned }
    const first = this.#recorder.gap({ ...cause, ...where })
    if (first) this.#run.emit('scan-gap', { ...first, integration: this.#run.integration.id, runId: this.#run.runId })
    return { ...this.#result(cause), ...(RateLimitError.is(error) && { deferredMs: error.retryAfterMs }) }
  }

  #causeOf(error: unknown): Cause {
    if (error instanceof TablesNotWhole) return error.reason
    return IncompleteListing.is(error)
      ? { reason: 'incomplete-listing', message: error.message }
      : causeOf(this.#named(error), this.#run.connector.id)
  }

  #named(error: unknown): unknown {
    return OpenCasbError.is(error)
      ? namingMissing(error, this.#planned.resource.needs[this.#run.integration.authKind])
      : error
  }

  /** How far it came, for the report of a scan that was stopped. */
  stopped(): StreamResult {
    return this.#result({ reason: 'aborted', message: 'The scan was stopped' })
  }

  #result(cause: Cause | undefined): StreamResult {
    const { items, pages } = this.#progress
    const where = {
      resource: this.#planned.resource.name,
      partition: this.#partition.key,
      partitionName: this.#partition.name,
    }
    const coverage = { ...where, mode: this.#mode, complete: cause === undefined, items, pages }
    return {
      coverage: cause ? { ...coverage, reason: cause.reason } : coverage,
      recorder: this.#recorder,
      progress: this.#progress,
      readAnew: this.#readAnew,
    }
  }

  #emit(done: boolean): void {
    const { items, pages, total } = this.#progress
    this.#run.emit('scan-progress', {
      integration: this.#run.integration.id,
      runId: this.#run.runId,
      resource: this.#planned.resource.name,
      partition: this.#partition.key,
      partitionName: this.#partition.name,
      items,
      ...(total !== undefined && { total }),
      pages,
      done,
      findings: this.#run.progress.opened,
      requests: this.#run.limiter.usage().reduce((sum, bucket) => sum + bucket.requests, 0),
    })
  }
}

function keyOf(resource: ResourceType, item: unknown): string {
  const key: unknown = resource.key(item)
  if (typeof key === 'string' && key !== '') return key
  throw new ContractError(`${resource.name} gave an item without a key`)
}
