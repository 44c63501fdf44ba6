import type { SealedStore } from '@opencasb/core'
import { type SealedRow, sealedColumns, sealedValues, toSealedRecord, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

const columns = sealedColumns.split(', ')
const putSql = `insert into sealed(${sealedColumns}) values(${columns.map(() => '?').join(', ')})
  on conflict(ref) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`

/** Sealed credentials in the database. */
export function sqliteSealed(database: Database): SealedStore {
  const find = (ref: string): SealedRow | undefined =>
    database.get<SealedRow>(`select ${sealedColumns} from sealed where ref = ?`, toStoredText(ref))
  return {
    get: (ref) =>
      database.read(() => {
        const row = find(ref)
        return row && toSealedRecord(row)
      }),
    put: (record, ifVersion) =>
      database.write(() => {
        if (ifVersion !== undefined && find(record.ref)?.version !== toStoredText(ifVersion)) return false
        database.run(putSql, ...sealedValues(record))
        return true
      }),
    destroy: (ref) =>
      database.eraseFromLog(() => {
        if (!find(ref)) return
        database.run('update sealed set wrapped_key = zeroblob(length(wrapped_key)) where ref = ?', toStoredText(ref))
        // The others are written anew: pages that were divided may hold copies of what stood on them.
        const others = database.all<SealedRow>(`select ${sealedColumns} from sealed where ref <> ?`, toStoredText(ref))
        database.run('delete from sealed')
        for (const other of others) database.run(putSql, ...columns.map((column) => other[column as keyof SealedRow]))
      }),
    list: ({ after, limit, exceptKeyId }) =>
      database.read(() => {
        const conditions = ['true']
        const values: string[] = []
        if (after !== undefined) {
          conditions.push('ref > ?')
          values.push(toStoredText(after))
        }
        if (exceptKeyId !== undefined) {
          conditions.push('key_id <> ?')
          values.push(toStoredText(exceptKeyId))
        }
        const sql = `select ${sealedColumns} from sealed where ${conditions.join(' and ')} order by ref limit ?`
        return database.all<SealedRow>(sql, ...values, limit).map(toSealedRecord)
      }),
  }
}
