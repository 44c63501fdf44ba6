import type { Answer } from '../http/answer.ts'
import { Dice, hashText } from '../world/dice.ts'

/** Something that goes wrong. Without `share` it hits every request that it may hit. */
export interface FaultRule {
  /** What is answered instead. */
  readonly answer: Answer
  /** Text that the request must hold, written as `GET /path?query`. @default any request */
  readonly matching?: string
  /** Requests that are let through first. @default 0 */
  readonly after?: number
  /** How often it happens. @default without end */
  readonly times?: number
  /** Share of addresses that it hits, each only the first time: asking again helps. @default all addresses, each time */
  readonly share?: number
}

/** Makes faults happen: the same ones for the same seed. */
export class FaultList {
  readonly #rules: readonly { readonly rule: FaultRule; seen: number; struck: number }[]
  readonly #dice: Dice
  readonly #failed = new Set<string>()

  constructor(rules: readonly FaultRule[], seed: number) {
    this.#rules = rules.map((rule) => ({ rule, seen: 0, struck: 0 }))
    this.#dice = new Dice(seed, 'faults')
  }

  /**
   * What goes wrong with this request; the first rule that fits decides.
   * @param address what tells requests apart: the target, and the body where all go to one target
   */
  strike(method: string, address: string): Answer | undefined {
    const request = `${method} ${address}`
    let answer: Answer | undefined
    for (const entry of this.#rules) {
      const { matching, after = 0, times = Number.POSITIVE_INFINITY, share } = entry.rule
      if (matching !== undefined && !request.includes(matching)) continue
      entry.seen++
      if (answer || entry.seen <= after || entry.struck >= times) continue
      if (share !== undefined && !this.#isUnlucky(request, share)) continue
      entry.struck++
      answer = entry.rule.answer
    }
    return answer
  }

  #isUnlucky(request: string, share: number): boolean {
    if (share <= 0 || this.#failed.has(request)) return false
    if (this.#dice.roll(hashText(request), 1) >= share) return false
    this.#failed.add(request)
    return true
  }
}
