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
  // From the end, since rotations begin at the other one; the bound, which all refs are above, has it read in that order.
  const isUsed = (keyId: string): boolean =>
    database.get(`select 1 from sealed where ref >= '' and key_id = ? order by ref desc limit 1`, keyId) !== undefined
  /** Pages that were divided may hold copies of what stood on them, and the log what they were before. */
  const writeAnew = (): void => {
    const rows = database.all<SealedRow>(`select ${sealedColumns} from sealed`)
    database.run('delete from sealed')
    for (const row of rows) database.run(putSql, ...columns.map((column) => row[column as keyof SealedRow]))
    database.emptyLogAfterwards()
  }
  return {
    get: (ref) =>
      database.read(() => {
        const row = find(ref)
        return row && toSealedRecord(row)
      }),
    put: (record, ifVersion) =>
      database.write(() => {
        const before = find(record.ref)
        if (ifVersion !== undefined && before?.version !== toStoredText(ifVersion)) return false
        database.run(putSql, ...sealedValues(record))
        // A rotation ends with this one: nothing that the former key opens is to be left once that is given up.
        if (before && before.key_id !== toStoredText(record.keyId) && !isUsed(before.key_id)) writeAnew()
        return true
      }),
    destroy: (ref) =>
      database.write(() => {
        database.run('update sealed set wrapped_key = zeroblob(length(wrapped_key)) where ref = ?', toStoredText(ref))
        if (database.run('delete from sealed where ref = ?', toStoredText(ref)) > 0) writeAnew()
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
