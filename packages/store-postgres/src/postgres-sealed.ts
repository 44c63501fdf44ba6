import type { SealedStore } from '@opencasb/core'
import { type SealedRow, sealedColumns, sealedValues, toSealedRecord, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

const columns = sealedColumns.split(', ')
const places = columns.map((_, at) => `$${at + 1}`)
const sets = columns.slice(1).map((column) => `${column} = excluded.${column}`)

const getSql = `select ${sealedColumns} from {sealed} where ref = $1`
const putSql = `insert into {sealed}(${sealedColumns}) values(${places.join(', ')})
  on conflict (ref) do update set ${sets.join(', ')}`
const replaceSql = `update {sealed} set (${columns.slice(1).join(', ')}) = (${places.slice(1).join(', ')})
  where ref = $1 and version = $${columns.length + 1}`
const listSql = `select ${sealedColumns} from {sealed}
  where ($1::text is null or ref > $1) and ($2::text is null or key_id <> $2) order by ref limit $3`

/** Sealed credentials in the database. */
export function postgresSealed(database: Database): SealedStore {
  return {
    async get(ref) {
      const [row] = await database.rows<SealedRow>(getSql, [toStoredText(ref)])
      return row && toSealedRecord(row)
    },
    put: (record, ifVersion) =>
      // Not one statement by itself, which may be run twice: the second time it would find its own version, and say no.
      database.transaction(async (transaction) => {
        const values = sealedValues(record)
        if (ifVersion === undefined) return (await transaction.run(putSql, values)) === 1
        return (await transaction.run(replaceSql, [...values, toStoredText(ifVersion)])) === 1
      }),
    async destroy(ref) {
      const values = [toStoredText(ref)]
      await database.run("update {sealed} set wrapped_key = '' where ref = $1", values)
      await database.run('delete from {sealed} where ref = $1', values)
    },
    async list({ after, limit, exceptKeyId }) {
      const stored = (text: string | undefined) => (text === undefined ? null : toStoredText(text))
      const rows = await database.rows<SealedRow>(listSql, [stored(after), stored(exceptKeyId), limit])
      return rows.map(toSealedRecord)
    },
  }
}
