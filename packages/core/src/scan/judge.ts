import type { CheckInput } from '../contract/check.ts'
import type { FacetOutcome } from '../contract/page.ts'
import type { Verdict } from '../contract/verdict.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import type { Asset } from '../model/asset.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'
import { type DecisionContext, decide } from '../reconcile/decide.ts'
import type { Batch } from './batch.ts'
import type { CoverageRecorder } from './coverage-recorder.ts'
import { evaluateCheck } from './evaluate-check.ts'
import { type Cause, causeOf } from './gap-of-error.ts'
import type { KnownRecords } from './known-records.ts'
import type { RunContext } from './run-context.ts'

/** One item with all that was read of it. */
export interface JudgedItem {
  readonly resource: string
  readonly partition: string
  readonly key: string
  readonly parent?: string
  readonly item: unknown
  readonly asset: Asset
  /** What a facet answered for this item. */
  facet(name: string): FacetOutcome | undefined
}

/** Asks checks about items and turns the answers into decisions. */
export class Judge {
  readonly #run: RunContext
  readonly #recorder: CoverageRecorder
  readonly #context: DecisionContext
  /** Why whatever does not fail is unknown: the items were computed from tables that are not whole. */
  doubt: Cause | undefined

  constructor(run: RunContext, recorder: CoverageRecorder) {
    this.#run = run
    this.#recorder = recorder
    this.#context = {
      integration: run.integration.id,
      addedAt: run.integration.createdAt,
      connector: run.connector.id,
      tenant: run.tenant.id,
      runId: run.runId,
      at: run.startedAt.toISOString(),
    }
  }

  get context(): DecisionContext {
    return this.#context
  }

  /** Everything that a check declared, or why it is not there. */
  input(chosen: ChosenCheck, judged: JudgedItem): { readonly input: CheckInput } | { readonly cause: Cause } {
    const { check, params } = chosen
    const input: Record<string, unknown> = { resource: judged.item, params, now: this.#run.startedAt }
    for (const [name, facet] of Object.entries(check.with)) {
      const outcome = judged.facet(facet.name)
      if (!outcome || 'error' in outcome) {
        const error = outcome?.error ?? new TypeError(`${facet.name} was not read`)
        const cause = causeOf(error, this.#run.connector.id)
        this.#gap(cause, judged, [check.id], facet.name)
        return { cause }
      }
      input[name] = outcome.value
    }
    for (const [name, index] of Object.entries(check.lookup)) {
      const reader = this.#run.indexes.reader(index)
      if (!reader) {
        const cause = this.#run.indexes.causeOf(index)
        this.#gap(cause, judged, [check.id])
        return { cause }
      }
      input[name] = reader
    }
    return { input: input as unknown as CheckInput }
  }

  /** Judges one item by one check. */
  judge(chosen: ChosenCheck, judged: JudgedItem, known: KnownRecords, batch: Batch): void {
    const { check } = chosen
    const given = this.input(chosen, judged)
    if ('cause' in given) {
      this.unknown(check.id, judged.key, given.cause, known, batch)
      return
    }
    const verdicts = evaluateCheck(check, given.input)
    if (OpenCasbError.is(verdicts)) {
      const cause = causeOf(verdicts, this.#run.connector.id)
      this.#gap(cause, judged, [check.id])
      this.unknown(check.id, judged.key, cause, known, batch)
      return
    }
    this.settle(chosen, judged, verdicts, known, batch)
  }

  /** Counts the verdicts of an item and decides about its findings, those of parts no longer failing included. */
  settle(
    chosen: ChosenCheck,
    judged: JudgedItem,
    verdicts: readonly Verdict[],
    known: KnownRecords,
    batch: Batch,
  ): void {
    const { check, policySeverity } = chosen
    const records = known.of(judged.key, check.id)
    const failing = new Set<string | undefined>()
    for (const verdict of verdicts) {
      if (verdict.outcome !== 'fail' || failing.has(verdict.part)) continue
      failing.add(verdict.part)
      const { resource, partition, key: item, parent, asset } = judged
      const record = records.find(({ finding }) => finding.part === verdict.part)
      const seen = { outcome: 'fail', check, verdict, asset, resource, partition, item } as const
      const observation = {
        ...seen,
        ...(parent !== undefined && { parent }),
        ...(policySeverity && { policySeverity }),
      }
      batch.add(record, (found) => decide(found, observation, this.#context))
    }
    const absent = this.doubt ? 'unknown' : 'pass'
    for (const record of records) {
      if (failing.has(record.finding.part)) continue
      batch.add(record, (found) => decide(found, { outcome: absent }, this.#context))
    }
    if (this.doubt && failing.size === 0) {
      this.#recorder.unknown(check.id, this.doubt.reason, this.doubt.message)
      return
    }
    const applies = verdicts.length === 0 || verdicts.some(({ outcome }) => outcome !== 'not-applicable')
    this.#recorder.count(check.id, failing.size > 0 ? 'failed' : applies ? 'passed' : 'notApplicable')
  }

  /** Keeps the findings of an item that a check could not judge. */
  unknown(check: string, item: string, cause: Cause, known: KnownRecords, batch: Batch): void {
    this.#recorder.unknown(check, cause.reason, cause.message)
    for (const record of known.of(item, check)) {
      batch.add(record, (found) => decide(found, { outcome: 'unknown' }, this.#context))
    }
  }

  #gap(cause: Cause, judged: JudgedItem, checks: readonly string[], facet?: string): void {
    const { resource, partition, asset } = judged
    const where = { resource, partition, asset: asset.name, checks, ...(facet !== undefined && { facet }) }
    const first = this.#recorder.gap({ ...cause, ...where }, judged.key)
    if (first) this.#run.emit('scan-gap', { ...first, integration: this.#run.integration.id, runId: this.#run.runId })
  }
}
