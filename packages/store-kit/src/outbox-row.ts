import type { OutboxEntry, OutboxRow, OutboxType } from '@opencasb/core'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** A message as its table has it. */
export interface StoredOutboxRow {
  readonly integration_id: number
  readonly sink: string
  readonly entry_id: string
  readonly type: string
  readonly body: string
  readonly created_at: string
  readonly state: string
  readonly attempts: number
  readonly next_at: string
  readonly last_error: string | null
}

/** The columns of {@link StoredOutboxRow}. */
export const outboxColumns: string =
  'integration_id, sink, entry_id, type, body, created_at, state, attempts, next_at, last_error'

/** What is stored of a new message, in the order of {@link outboxColumns}. */
export function outboxValues(integrationId: number, entry: OutboxEntry): (string | number | null)[] {
  const { sink, id, type, body, createdAt } = entry
  const values = [toStoredText(sink), toStoredText(id), type, JSON.stringify(body), createdAt]
  return [integrationId, ...values, 'waiting', 0, createdAt, null]
}

/** The message in a row. */
export function toOutboxRow(row: StoredOutboxRow, integration: string): OutboxRow {
  return {
    id: fromStoredText(row.entry_id),
    sink: fromStoredText(row.sink),
    integration,
    type: row.type as OutboxType,
    body: JSON.parse(row.body),
    createdAt: row.created_at,
    state: row.state === 'dead' ? 'dead' : 'waiting',
    attempts: row.attempts,
    nextAt: row.next_at,
    ...(row.last_error !== null && { lastError: fromStoredText(row.last_error) }),
  }
}
