import type { AnswerToClassify } from './classification.ts'

/** What an answer told about a quota. Times are relative, measured against the vendor's own clock. */
export interface QuotaReading {
  /** @default the bucket that the request was sent in */
  readonly bucket?: string
  readonly limit?: number
  readonly remaining?: number
  readonly resetAfterMs?: number
}

/** Reads the quota from an answer's headers or body; `undefined` where it tells nothing. `now`: the vendor's time, epoch milliseconds. */
export type ReadQuota = (answer: AnswerToClassify, now: number) => QuotaReading | undefined
