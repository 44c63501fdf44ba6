import { DatabaseSync } from 'node:sqlite'
import { createSqliteState } from '@opencasb/store-sqlite'
import { countStatements } from './count-statements.ts'
import { type Rescan, scanToy, scanUnchanged, seenColumns, writtenTables } from './rescan.ts'

/** Scans into a new file, twice, and counts what the second scan writes. */
export async function sqliteRescan(path: string, assets: number): Promise<Rescan> {
  const first = createSqliteState({ path })
  await scanToy(first, assets)
  await first.close()
  prepareCount(path)
  const second = createSqliteState({ path })
  const statements = countStatements()
  const findings = await scanUnchanged(second, assets)
  await second.close()
  return { rows: countedRows(path), findings, ...statements.stop() }
}

/** Triggers that note every row that is written, with what was done to it. */
function prepareCount(path: string): void {
  const database = new DatabaseSync(path)
  const statements = writtenTables.flatMap((table) => {
    const columns = database.prepare('select name from pragma_table_info(?)').all(table)
    const kept = columns.map(({ name }) => String(name)).filter((column) => !seenColumns.includes(column))
    const isSame = kept.map((column) => `old."${column}" is new."${column}"`).join(' and ')
    const note = (what: string): string => `begin insert into written(kind) values('${table}: ${what}'); end`
    return [
      `create trigger ${table}_added after insert on "${table}" ${note('added')}`,
      `create trigger ${table}_erased after delete on "${table}" ${note('erased')}`,
      `create trigger ${table}_seen after update on "${table}" when ${isSame} ${note('seen')}`,
      `create trigger ${table}_changed after update on "${table}" when not (${isSame}) ${note('changed')}`,
    ]
  })
  database.exec(['create table written(kind text not null)', ...statements].join(';\n'))
  database.close()
}

function countedRows(path: string): Readonly<Record<string, number>> {
  const database = new DatabaseSync(path, { readOnly: true })
  const rows = database.prepare('select kind, count(*) as n from written group by kind').all()
  database.close()
  return Object.fromEntries(rows.map(({ kind, n }) => [String(kind), Number(n)]))
}
