import type { Clock } from '../clock/clock.ts'
import type { BudgetStore } from '../contract/budget-store.ts'
import type { JsonValue } from '../model/json.ts'

interface Note {
  readonly text: string
  readonly until: number
}

/** Keeps the notes of those who share a credential within one process. */
export function memoryBudgets(clock: Clock): BudgetStore {
  const notes = new Map<string, Map<string, Note>>()
  const clear = (now: number): void => {
    for (const [key, ofKey] of notes) {
      for (const [holder, { until }] of ofKey) if (until <= now) ofKey.delete(holder)
      if (ofKey.size === 0) notes.delete(key)
    }
  }
  return {
    async exchange(key, holder, note, ttlMs) {
      const now = clock.monotonic()
      clear(now)
      const ofKey = notes.get(key) ?? new Map<string, Note>()
      notes.set(key, ofKey)
      ofKey.set(holder, { text: JSON.stringify(note), until: now + ttlMs })
      const others: JsonValue[] = []
      for (const [other, { text }] of ofKey) if (other !== holder) others.push(JSON.parse(text))
      return others
    },
    async leave(key, holder) {
      const ofKey = notes.get(key)
      ofKey?.delete(holder)
      if (ofKey?.size === 0) notes.delete(key)
    },
  }
}
