import type { CachedAnswer } from '@opencasb/core'
import { fromStoredBody, toStoredBody } from './cached-body.ts'

/** A cached answer as its table has it. */
export interface CachedAnswerRow {
  readonly id: number
  readonly used_day: number
  readonly validators: string
  readonly body: Uint8Array
}

/** What is stored of a cached answer besides its key, with what it counts for of the room there is. */
export interface StoredAnswer {
  readonly size: number
  readonly validators: string
  readonly body: Uint8Array
}

/** What is stored of an answer. */
export function toStoredAnswer(key: string, { body, ...rest }: CachedAnswer): StoredAnswer {
  const stored = toStoredBody(body)
  const validators = JSON.stringify(rest)
  return { size: stored.length + validators.length + key.length, validators, body: stored }
}

/** The answer in a row. */
export function toCachedAnswer({ validators, body }: CachedAnswerRow): CachedAnswer {
  return { ...JSON.parse(validators), body: fromStoredBody(body) }
}
