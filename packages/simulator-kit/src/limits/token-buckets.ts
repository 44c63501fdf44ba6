/** A limit that fills up again evenly. */
export interface BucketLimit {
  /** Units that a full bucket holds. */
  readonly capacity: number
  /** Units that come back each second. */
  readonly perSecond: number
}

interface Bucket {
  units: number
  /** Milliseconds since 1970. */
  at: number
}

/** Token buckets, one per payer; they are full at first. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>()

  /** Takes units where there are enough; otherwise tells after how many seconds there will be. */
  take(
    key: string,
    units: number,
    { capacity, perSecond }: BucketLimit,
    now: number,
  ): { readonly waitSeconds: number } | undefined {
    const bucket = this.#buckets.get(key) ?? { units: capacity, at: now }
    // A clock that was set back fills nothing.
    bucket.units = Math.min(capacity, bucket.units + (Math.max(0, now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    this.#buckets.set(key, bucket)
    const missing = Math.min(units, capacity) - bucket.units
    if (missing > 0) return { waitSeconds: Math.max(1, Math.ceil(missing / perSecond)) }
    bucket.units -= units
    return undefined
  }

  /** Units that are left, without filling up. */
  left(key: string, { capacity }: BucketLimit): number {
    return this.#buckets.get(key)?.units ?? capacity
  }

  clear(): void {
    this.#buckets.clear()
  }
}
