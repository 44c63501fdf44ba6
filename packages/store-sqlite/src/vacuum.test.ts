import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { vacuum } from './vacuum.ts'

function opened(): { readonly path: string; readonly connection: DatabaseSync } {
  const path = join(temporaryFolder(), 'scan.db')
  const connection = new DatabaseSync(path)
  onTestFinished(() => connection.close())
  connection.exec('pragma journal_mode = wal; create table large(text); create table blank(text)')
  connection.exec('insert into large values(zeroblob(17000000)); insert into blank values(zeroblob(1000000))')
  connection.exec('drop table blank')
  return { path, connection }
}

it('writes a large file anew in a thread', async () => {
  const { path, connection } = opened()
  await vacuum(connection, path, 1_000)
  connection.exec('pragma wal_checkpoint(truncate)')
  expect(connection.prepare('pragma freelist_count').get()).toEqual({ freelist_count: 0 })
  expect(statSync(path).size).toBeLessThan(17_500_000)
})

it('[F38] a thread that ends before it could say anything is not waited for', async () => {
  const { path, connection } = opened()
  process.once('worker', (worker) => void worker.terminate())
  await expect(vacuum(connection, path, 1_000)).rejects.toThrow('has ended with code')
})

it('[F39] says what SQLite said in the thread', async () => {
  const { path, connection } = opened()
  connection.exec('begin immediate')
  await expect(vacuum(connection, path, 10)).rejects.toMatchObject({ message: 'database is locked', errcode: 5 })
})
