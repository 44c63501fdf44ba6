import type { DatabaseSync } from 'node:sqlite'
import { stateError } from './sqlite-error.ts'

/** Marks a file as ours. @see https://www.sqlite.org/pragma.html#pragma_application_id */
const applicationId = 0x4f434153

/**
 * Says how many steps the database has taken, without writing anything.
 * @throws StateError where it belongs to another program or to a newer version
 */
export function schemaVersion(connection: DatabaseSync, path: string, known: number): number {
  const tables = Number(connection.prepare('select count(*) as n from sqlite_master').get()?.['n'])
  if (tables === 0) return 0
  if (connection.prepare('pragma application_id').get()?.['application_id'] !== applicationId) {
    throw stateError('corrupt', path, new Error('it is the SQLite database of another program'))
  }
  const version = Number(connection.prepare('select max(version) as version from schema_version').get()?.['version'])
  if (version > known)
    throw stateError('too-new', path, new Error(`its layout is ${version}, this version knows ${known}`))
  return version
}

/**
 * Takes the steps that are missing, each in a transaction of its own together with its entry in `schema_version`: a
 * process that is killed half-way leaves whole steps, and of two processes one waits for the other.
 */
export function migrate(connection: DatabaseSync, path: string, steps: readonly string[]): void {
  while (schemaVersion(connection, path, steps.length) < steps.length) {
    connection.exec('begin immediate')
    try {
      // Another process may have taken the step while this one waited.
      const version = schemaVersion(connection, path, steps.length)
      const step = steps[version]
      if (version === 0) {
        connection.exec(`pragma application_id = ${applicationId}`)
        connection.exec('create table schema_version(version integer primary key, applied_at text not null)')
      }
      if (step !== undefined) {
        connection.exec(step)
        connection.prepare(`insert into schema_version values(?, strftime('%Y-%m-%dT%H:%M:%fZ'))`).run(version + 1)
      }
      connection.exec('commit')
    } catch (error) {
      if (connection.isTransaction) connection.exec('rollback')
      throw error
    }
  }
}
