import pg from 'pg'
import type { PostgresStatement } from './connect.ts'

const bool = 16
const bytea = 17
const int8 = 20
const int2 = 21
const int4 = 23

/**
 * How values are read, whatever the host has told `pg`: 64-bit integers here are ids and milliseconds, which a number
 * holds; texts stay texts.
 */
export const valueParsers: PostgresStatement['types'] = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8 || oid === int4 || oid === int2) return Number
    if (oid === bool) return (value: string) => value === 't'
    if (oid === bytea) return pg.types.getTypeParser(bytea, format ?? 'text')
    return (value: string) => value
  },
}
