import type { DatabaseSync } from 'node:sqlite'
import { fromStoredText } from '@opencasb/store-kit'

const functionName = 'contains_text'

/** SQLite's own functions know the case of ASCII letters only. */
export function addTextSearch(connection: DatabaseSync): void {
  connection.function(functionName, { deterministic: true }, (stored, wanted) =>
    fromStoredText(String(stored)).toLowerCase().includes(String(wanted)) ? 1 : 0,
  )
}

/** The condition that a column holds a text, given in lower case as the next value. */
export function containsText(column: string): string {
  return `${functionName}(${column}, ?)`
}
