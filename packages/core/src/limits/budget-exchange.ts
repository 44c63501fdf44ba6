import type { Clock } from '../clock/clock.ts'
import type { BudgetStore } from '../contract/budget-store.ts'
import type { JsonObject, JsonValue } from '../model/json.ts'
import { noteMs } from './budget-note.ts'

/** While requests are made, notes are exchanged so often. */
const exchangeEveryMs = 1_000
/** A slow store is not waited for any longer. */
const patienceMs = 1_000

/** Where the notes of those who share a credential are. */
export interface BudgetSharing {
  readonly budgets: BudgetStore
  /** Names the credential. */
  readonly key: string
  /** Names this worker. */
  readonly holder: string
  readonly clock: Clock
  /** Told when the store fails, and when it works again. */
  readonly worked: (error?: unknown) => void
}

/** What is told to the other holders, and learnt of them. */
export interface BudgetTalk {
  tell(): { readonly note: JsonObject; readonly ttlMs: number }
  learn(notes: readonly JsonValue[]): void
  /** Those who wait may look again. */
  settled(): void
}

/**
 * The quota of one credential, shared with other workers by notes in a store. Without requests nothing is exchanged; where
 * the store fails, each worker keeps to what it knows.
 */
export class BudgetExchange {
  /** How many workers use the credential right now, this one included. */
  holders = 1
  readonly #sharing: BudgetSharing
  readonly #talk: BudgetTalk
  #askedAt = Number.NEGATIVE_INFINITY
  #knownAt = Number.NEGATIVE_INFINITY
  #isAsking = false
  #isTelling = false

  constructor(sharing: BudgetSharing, talk: BudgetTalk) {
    this.#sharing = sharing
    this.#talk = talk
  }

  /** Says whether requests have to wait until the others were asked: at first, and after a pause. */
  mustAsk(now: number): boolean {
    if (now - this.#knownAt <= noteMs) return false
    if (this.#isAsking) return now - this.#askedAt < patienceMs
    void this.#exchange(now)
    return true
  }

  /** A request is made: exchanges notes where the last time is long enough ago. */
  use(now: number): void {
    if (now - this.#askedAt >= exchangeEveryMs && !this.#isAsking) void this.#exchange(now)
  }

  /** There is something that the others should know. */
  tellSoon(now: number): void {
    if (this.#isTelling) return
    this.#isTelling = true
    const { clock } = this.#sharing
    const wait = Math.max(0, this.#askedAt + exchangeEveryMs - now)
    clock.sleep(wait, undefined, { ref: false }).then(
      () => {
        this.#isTelling = false
        void this.#exchange(clock.monotonic())
      },
      () => undefined,
    )
  }

  /** Takes the note back. */
  leave(): void {
    const { budgets, key, holder } = this.#sharing
    budgets.leave(key, holder).catch(() => undefined)
  }

  async #exchange(now: number): Promise<void> {
    const { budgets, key, holder, clock, worked } = this.#sharing
    this.#askedAt = now
    this.#isAsking = true
    const heard = new AbortController()
    clock.sleep(patienceMs, heard.signal).then(
      () => this.#talk.settled(),
      () => undefined,
    )
    try {
      const { note, ttlMs } = this.#talk.tell()
      const notes = await budgets.exchange(key, holder, note, ttlMs)
      this.holders = notes.length + 1
      this.#talk.learn(notes)
      worked()
    } catch (error) {
      worked(error)
    }
    heard.abort()
    this.#knownAt = clock.monotonic()
    this.#isAsking = false
    this.#talk.settled()
  }
}
