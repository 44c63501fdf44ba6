/** One line of the table. Ratios are against a baseline of the same run: machines are noisy. */
export interface Row {
  readonly measure: string
  /** What it has to reach, as a person reads it. */
  readonly target: string
  readonly value: number
  /** What it is compared with; `null` where the target is absolute. */
  readonly baseline: number | null
  readonly ok: boolean
}

/** How large the runs are. */
export interface BenchOptions {
  /** Only what does not depend on the machine, small enough for every change. */
  readonly quick: boolean
}

/** Rounds to what a reader can use. */
export function rounded(value: number): number {
  if (!Number.isFinite(value)) return value
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

/** A row whose value may be at most so much. */
export function atMost(
  measure: string,
  unit: string,
  limit: number,
  value: number,
  baseline: number | null = null,
): Row {
  return {
    measure,
    target: `at most ${limit}${unit}`,
    value: rounded(value),
    baseline: baseline === null ? null : rounded(baseline),
    ok: value <= limit,
  }
}

/** A row whose value has to be so much at least. */
export function atLeast(
  measure: string,
  unit: string,
  limit: number,
  value: number,
  baseline: number | null = null,
): Row {
  return { ...atMost(measure, unit, limit, value, baseline), target: `at least ${limit}${unit}`, ok: value >= limit }
}
