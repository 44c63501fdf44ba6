import type { JsonObject, JsonValue } from '../model/json.ts'
import type { Bucket } from './bucket.ts'
import { longestWaitMs } from './quota-window.ts'
import type { RefusalStop } from './refusal-stop.ts'

/** A note is of use for at least so long: whoever makes requests renews it every second. */
export const noteMs = 10_000
/** Nobody is told for longer of a stop. */
const longestNoteMs = 3_600_000

/** What a holder of a credential knows of its quota. */
export interface KnownQuota {
  readonly stop: RefusalStop
  readonly buckets: ReadonlyMap<string, Bucket>
}

/** Writes down what the others should know. Times are milliseconds from `at` on, the time on the writer's wall. */
export function writeNote(
  { stop, buckets }: KnownQuota,
  now: number,
  at: number,
): { readonly note: JsonObject; readonly ttlMs: number } {
  let ttlMs = Math.max(noteMs, stop.until - now)
  const entries: [string, JsonObject][] = []
  for (const [name, { quota, stop }] of buckets) {
    const stopMs = Math.max(0, stop.until - now)
    const { limit, remaining, resetAt } = quota
    const isOpen = remaining !== undefined && resetAt !== undefined && resetAt > now
    if (stopMs === 0 && !isOpen) continue
    ttlMs = Math.max(ttlMs, stopMs, isOpen && remaining === 0 ? resetAt - now : 0)
    const told = { ...(isOpen && { remaining, resetMs: resetAt - now }), ...(limit !== undefined && { limit }) }
    entries.push([name, { stopMs, ...told }])
  }
  const note = { at, stopMs: Math.max(0, stop.until - now), buckets: Object.fromEntries(entries) }
  return { note, ttlMs: Math.min(ttlMs, longestNoteMs) }
}

/** What another holder wrote, as it is now. */
export interface ReadNote {
  /** The whole credential is stopped for so long; milliseconds. */
  readonly stopMs: number
  readonly buckets: readonly {
    readonly name: string
    readonly stopMs: number
    readonly limit: number | undefined
    readonly remaining: number | undefined
    readonly resetMs: number
  }[]
}

/** Reads a note of another holder, which may be of another version. */
export function readNote(value: JsonValue, wall: number): ReadNote {
  const note = recordOf(value)
  const age = Math.min(Math.max(0, wall - (numberOf(note['at']) ?? wall)), longestNoteMs)
  const left = (ms: JsonValue | undefined): number => Math.min(Math.max(0, (numberOf(ms) ?? 0) - age), longestWaitMs)
  const buckets = Object.entries(recordOf(note['buckets'])).map(([name, entry]) => {
    const { stopMs, limit, remaining, resetMs } = recordOf(entry)
    return {
      name,
      stopMs: left(stopMs),
      limit: numberOf(limit),
      remaining: numberOf(remaining),
      resetMs: left(resetMs),
    }
  })
  return { stopMs: left(note['stopMs']), buckets }
}

function recordOf(value: JsonValue | undefined): Readonly<Record<string, JsonValue | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
