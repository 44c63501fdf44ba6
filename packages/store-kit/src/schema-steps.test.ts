import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { schemaSteps } from './schema-steps.ts'

/** Kept under a name that the caller chooses. */
const withoutTenant = ['integration', 'sealed', 'budget_note', 'lease', 'lease_fence']

function layout(): DatabaseSync {
  const connection = new DatabaseSync(':memory:')
  onTestFinished(() => connection.close())
  for (const step of schemaSteps('sqlite')) connection.exec(step)
  return connection
}

function names(connection: DatabaseSync, sql: string, ...values: string[]): string[] {
  return connection
    .prepare(sql)
    .all(...values)
    .map((row) => String(row['name']))
}

function plan(connection: DatabaseSync, sql: string): string {
  return connection
    .prepare(`explain query plan ${sql}`)
    .all()
    .map((row) => row['detail'])
    .join('; ')
}

describe('schemaSteps', () => {
  it('has the integration in every table with data of a tenant', () => {
    const connection = layout()
    const tables = names(connection, `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    expect(tables.length).toBeGreaterThan(withoutTenant.length)
    for (const table of tables.filter((name) => !withoutTenant.includes(name))) {
      expect(names(connection, 'select name from pragma_table_info(?)', table), table).toContain('integration_id')
    }
  })

  it('begins an index of each such table with the integration, so that erasing it walks through nobody else’s rows', () => {
    const connection = layout()
    for (const table of names(
      connection,
      `select distinct m.name as name from sqlite_master m join pragma_table_info(m.name) c
      where m.type = 'table' and c.name = 'integration_id'`,
    )) {
      expect(plan(connection, `delete from ${table} where integration_id = 1`), table).toContain('SEARCH')
    }
  })

  it('finds what is due and the order of listings in an index', () => {
    const connection = layout()
    const due = 'paused_at is null and next_scan_at is not null and next_scan_at <= ?'
    expect(plan(connection, `select doc from integration where ${due} order by next_scan_at, id`)).toBe(
      'SEARCH integration USING INDEX integration_due (next_scan_at>? AND next_scan_at<?)',
    )
    const order = 'order by severity, first_seen desc, fingerprint, integration_id'
    expect(plan(connection, `select id from finding ${order}`)).toBe('SCAN finding USING COVERING INDEX finding_order')
    expect(plan(connection, `select doc from finding where integration_id = 1 ${order}`)).toBe(
      'SEARCH finding USING INDEX finding_order_of (integration_id=?)',
    )
  })

  it('says the same to both databases, but for the names of types and for room', () => {
    const postgres = schemaSteps('postgres')
    expect(postgres.length).toBe(schemaSteps('sqlite').length)
    const plain = (step: string): string =>
      step
        .replaceAll('bigint generated always as identity primary key', 'KEY')
        .replaceAll(/integer primary key autoincrement/g, 'KEY')
        .replaceAll(/ id integer primary key/g, ' id KEY')
        .replaceAll(/\(id integer primary key/g, '(id KEY')
        .replaceAll(' collate "C"', '')
        .replaceAll(/\b(bigint|integer)\b/g, 'NUMBER')
        .replaceAll(/\b(bytea|blob)\b/g, 'BYTES')
        .replaceAll(' without rowid', '')
        .replaceAll(' with (fillfactor = 50)', '')
    expect(postgres.map(plain)).toEqual(schemaSteps('sqlite').map(plain))
    expect(postgres.join('')).not.toMatch(/autoincrement|rowid|blob/)
  })
})
