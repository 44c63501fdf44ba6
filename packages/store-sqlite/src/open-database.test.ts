import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { asUnprivileged } from '../tests/fixture/as-unprivileged.ts'
import { findingsPerPage, sampleIntegration, samplePage } from '../tests/fixture/sample-page.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { createSqliteState, type SqliteStateOptions } from './sqlite-state.ts'

/** The error of opening, or of the first read and write after it. */
async function errorOf(options: SqliteStateOptions): Promise<unknown> {
  try {
    const state = createSqliteState(options)
    onTestFinished(() => state.close())
    await state.findings.list({})
    await state.integrations.put(sampleIntegration('one'))
  } catch (error) {
    return error
  }
  return undefined
}

/** A closed database with a page in it. */
async function filled(folder: string): Promise<string> {
  const path = join(folder, 'scan.db')
  const state = createSqliteState({ path })
  await state.integrations.put(sampleIntegration('one'))
  await state.commit(samplePage('one', 1))
  await state.close()
  return path
}

describe('opening a database', () => {
  it('makes the file with its folder, for its owner alone', async () => {
    const path = join(temporaryFolder(), 'deep', 'er', 'scan.db')
    await createSqliteState({ path }).close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('keeps what was written, and leaves one file behind', async () => {
    const path = await filled(temporaryFolder())
    expect(existsSync(`${path}-wal`)).toBe(false)
    const state = createSqliteState({ path })
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
    await state.close()
  })

  it('takes an odd path as the name of a file, not as a command to SQLite', async () => {
    const folder = temporaryFolder()
    for (const name of [':memory:', 'file:x?mode=memory', "it's 100% #1?.db", 'ünï😀.db']) {
      const path = join(folder, name)
      await createSqliteState({ path }).close()
      expect(existsSync(path), name).toBe(true)
    }
  })

  it('says that a folder is a folder, and where the file could be', async () => {
    const folder = temporaryFolder()
    const error = await errorOf({ path: folder })
    expect(error).toMatchObject({ code: 'state', reason: 'unavailable', retryable: false })
    expect(String(error)).toContain(join(folder, 'opencasb.db'))
  })

  it('says that the folder cannot be made where a file is in the way', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const path = join(folder, 'file', 'scan.db')
    const error = await errorOf({ path })
    expect(error).toMatchObject({ code: 'state', reason: 'unavailable' })
    expect(String(error)).toContain(path)
  })

  it('[F39] says that a file is read-only', async () => {
    const folder = temporaryFolder()
    const path = await filled(folder)
    chmodSync(folder, 0o777)
    chmodSync(path, 0o444)
    const error = await asUnprivileged(() => errorOf({ path }))
    expect(error).toMatchObject({ code: 'state', reason: 'read-only', retryable: false })
    expect(String(error)).toContain(path)
  })

  it('[F39] says that a folder is read-only', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o555)
    for (const path of [join(folder, 'scan.db'), join(folder, 'deeper', 'scan.db')]) {
      const error = await asUnprivileged(() => errorOf({ path }))
      expect(error).toMatchObject({ code: 'state', reason: 'read-only' })
      expect(String(error)).toContain(path)
    }
  })

  it('[F39] leaves a file that is no database as it is', async () => {
    const folder = temporaryFolder()
    for (const content of ['not a database\n'.repeat(1_000), 'short', '\0'.repeat(5_000)]) {
      const path = join(folder, 'scan.db')
      writeFileSync(path, content)
      const error = await errorOf({ path })
      expect(error).toMatchObject({ code: 'state', reason: 'corrupt', retryable: false })
      expect(String(error)).toContain(path)
      expect(readFileSync(path, 'utf8')).toBe(content)
    }
  })

  it('[F39] leaves a damaged database as it is, wherever the damage is', async () => {
    const path = await filled(temporaryFolder())
    const whole = readFileSync(path)
    const headless = Buffer.concat([Buffer.alloc(100, 7), whole.subarray(100)])
    const schemaless = Buffer.concat([whole.subarray(0, 100), Buffer.alloc(3_996, 7), whole.subarray(4_096)])
    const bodiless = Buffer.concat([whole.subarray(0, 8_192), Buffer.alloc(whole.length - 8_192, 7)])
    for (const damaged of [headless, schemaless, bodiless]) {
      writeFileSync(path, damaged)
      const error = await errorOf({ path })
      expect(error).toMatchObject({ code: 'state', reason: 'corrupt' })
      expect(readFileSync(path).equals(damaged)).toBe(true)
    }
  })

  it('[F39] says that a database is damaged when half of it is missing', async () => {
    const path = await filled(temporaryFolder())
    truncateSync(path, statSync(path).size / 2)
    expect(await errorOf({ path })).toMatchObject({ code: 'state', reason: 'corrupt' })
  })

  it('leaves the database of another program as it is', async () => {
    const path = join(temporaryFolder(), 'other.db')
    const other = new DatabaseSync(path)
    other.exec('create table finding(id integer primary key)')
    other.close()
    const before = readFileSync(path)
    const error = await errorOf({ path })
    expect(error).toMatchObject({ code: 'state', reason: 'corrupt' })
    expect(String(error)).toContain('another program')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('leaves the database of a newer version as it is', async () => {
    const path = await filled(temporaryFolder())
    const newer = new DatabaseSync(path)
    newer.exec(`insert into schema_version values(99, '2030-01-01T00:00:00.000Z'); pragma journal_mode = delete`)
    newer.close()
    const before = readFileSync(path)
    for (const readOnly of [false, true]) {
      const error = await errorOf({ path, readOnly })
      expect(error).toMatchObject({ code: 'state', reason: 'too-new', retryable: false })
      expect(String(error)).toContain('@opencasb/store-sqlite')
    }
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('opening to look only', () => {
  it('reads, and refuses to write', async () => {
    const path = await filled(temporaryFolder())
    const state = createSqliteState({ path, readOnly: true })
    onTestFinished(() => state.close())
    expect((await state.findings.list({})).items).toHaveLength(findingsPerPage)
    expect((await state.integrations.list()).map(({ id }) => id)).toEqual(['one'])
    for (const write of [state.commit(samplePage('one', 2)), state.leases.acquire('scan/one', 1_000)]) {
      await expect(write).rejects.toMatchObject({ code: 'state', reason: 'read-only' })
    }
  })

  it('reads while another process writes', async () => {
    const path = await filled(temporaryFolder())
    const writer = createSqliteState({ path })
    const reader = createSqliteState({ path, readOnly: true })
    onTestFinished(async () => {
      await reader.close()
      await writer.close()
    })
    await writer.commit(samplePage('one', 2))
    expect(await reader.findings.count({}, 'state')).toEqual({ open: 2 * findingsPerPage })
  })

  it('reads in a folder where nothing can be written', async () => {
    const folder = temporaryFolder()
    const path = await filled(folder)
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    const count = await asUnprivileged(async () => {
      const state = createSqliteState({ path, readOnly: true })
      const found = await state.findings.count({}, 'state')
      await state.close()
      return found
    })
    expect(count).toEqual({ open: findingsPerPage })
  })

  it('makes no file where there is none', async () => {
    const path = join(temporaryFolder(), 'scan.db')
    const error = await errorOf({ path, readOnly: true })
    expect(error).toMatchObject({ code: 'state', reason: 'unavailable' })
    expect(existsSync(path)).toBe(false)
  })

  it('says so where the database first has to be brought up to date', async () => {
    const path = join(temporaryFolder(), 'scan.db')
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, '')
    expect(await errorOf({ path, readOnly: true })).toMatchObject({ code: 'state', reason: 'read-only' })
  })
})
