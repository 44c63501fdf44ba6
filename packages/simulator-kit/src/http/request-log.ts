/** One request that a simulator answered. */
export interface SimulatedRequest {
  readonly method: string
  /** Path with query. */
  readonly path: string
  /** The route that answered; absent where no route matched. */
  readonly route?: string
  readonly status: number
  /** Whether it carried credentials. */
  readonly authorized: boolean
}

/** What was asked of one quota. */
export interface QuotaUsage {
  readonly bucket: string
  readonly requests: number
  /** Units that were charged. */
  readonly charged: number
  /** Requests answered with 304, which are free. */
  readonly notModified: number
  /** Requests refused by a limit. */
  readonly refused: number
}

/** What one request took of a quota. */
export interface QuotaCharge {
  readonly charged: number
  readonly notModified?: boolean
  readonly refused?: boolean
}

/** Remembers the latest requests and counts all of them. */
export class RequestLog {
  readonly #limit: number
  #records: SimulatedRequest[] = []
  readonly #usage = new Map<string, { requests: number; charged: number; notModified: number; refused: number }>()

  /** @param limit how many requests are remembered; up to twice as many while they are cut */
  constructor(limit = 100_000) {
    this.#limit = limit
  }

  /** Oldest first. */
  get records(): readonly SimulatedRequest[] {
    return this.#records
  }

  add(record: SimulatedRequest): void {
    this.#records.push(record)
    // Cut in big steps: a shift per request would cost more than answering it.
    if (this.#records.length >= this.#limit * 2) this.#records = this.#records.slice(-this.#limit)
  }

  count(bucket: string, what: QuotaCharge): void {
    const usage = this.#usage.get(bucket) ?? { requests: 0, charged: 0, notModified: 0, refused: 0 }
    this.#usage.set(bucket, usage)
    usage.requests++
    usage.charged += what.charged
    if (what.notModified) usage.notModified++
    if (what.refused) usage.refused++
  }

  /** What was asked of each quota since `clear`. */
  usage(): QuotaUsage[] {
    return [...this.#usage].map(([bucket, usage]) => ({ bucket, ...usage }))
  }

  clear(): void {
    this.#records = []
    this.#usage.clear()
  }
}
