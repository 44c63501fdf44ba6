import type { JsonValue } from '../model/json.ts'

/** Notes by which the workers that share a credential tell each other what the vendor said. */
export interface BudgetStore {
  /** Leaves this holder's note for so long, and reads the notes of the others that have not run out. */
  exchange(key: string, holder: string, note: JsonValue, ttlMs: number): Promise<readonly JsonValue[]>
  /** Takes the note back. */
  leave(key: string, holder: string): Promise<void>
}
