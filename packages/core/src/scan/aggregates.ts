import type { JsonValue } from '../model/json.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'
import { type Cause, causeOf } from './gap-of-error.ts'
import type { Judge, JudgedItem } from './judge.ts'

/** The states of a partition's aggregate checks; part of its checkpoint. */
export class Aggregates {
  readonly #states = new Map<string, unknown>()
  readonly #broken = new Map<string, Cause>()
  readonly checks: readonly ChosenCheck[]
  readonly #connector: string

  constructor(checks: readonly ChosenCheck[], connector: string) {
    this.checks = checks.filter(({ check }) => check.kind === 'aggregate-check')
    this.#connector = connector
    for (const { check } of this.checks) this.#guard(check.id, () => this.#states.set(check.id, check.init?.()))
  }

  add(judge: Judge, judged: JudgedItem): void {
    for (const chosen of this.checks) {
      const { id, add } = chosen.check
      if (this.#broken.has(id)) continue
      const given = judge.input(chosen, judged)
      if ('cause' in given) this.break(id, given.cause)
      else this.#guard(id, () => this.#states.set(id, add?.(this.#states.get(id), given.input)))
    }
  }

  /** From now on the check cannot say anything about this partition: part of its data is missing. */
  break(check: string, cause: Cause): void {
    if (!this.#broken.has(check)) this.#broken.set(check, cause)
  }

  breakAll(cause: Cause): void {
    for (const { check } of this.checks) this.break(check.id, cause)
  }

  brokenBy(check: string): Cause | undefined {
    return this.#broken.get(check)
  }

  stateOf(check: string): unknown {
    return this.#states.get(check)
  }

  save(): JsonValue {
    return { states: [...this.#states], broken: [...this.#broken] } as unknown as JsonValue
  }

  restore(saved: JsonValue): void {
    const { states, broken } = saved as unknown as { states: [string, unknown][]; broken: [string, Cause][] }
    for (const [check, state] of states) this.#states.set(check, state)
    for (const [check, cause] of broken) this.#broken.set(check, cause)
  }

  #guard(check: string, action: () => void): void {
    try {
      action()
    } catch (error) {
      const { message } = causeOf(error, this.#connector)
      this.break(check, { reason: 'check-error', message: `The check ${check} failed: ${message}` })
    }
  }
}
