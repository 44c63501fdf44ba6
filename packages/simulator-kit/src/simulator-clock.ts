/** The simulator's clock: the one that it was given, moved as tests like. */
export class SimulatorClock {
  readonly #base: () => number
  #offset = 0

  constructor(base: () => number) {
    this.#base = base
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#base() + this.#offset
  }

  set(moment: number): void {
    this.#offset = moment - this.#base()
  }

  advance(milliseconds: number): void {
    this.#offset += milliseconds
  }
}
