import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import pg from 'pg'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { type PostgresServer, startPostgres } from '../src/index.ts'
import { newTestDatabase } from '../src/vitest.ts'

const servers: PostgresServer[] = []

async function started(options: Parameters<typeof startPostgres>[0] = { durable: false }): Promise<PostgresServer> {
  const server = await startPostgres(options)
  servers.push(server)
  return server
}

async function ask<T>(url: string, sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows[0]
  } finally {
    await client.end()
  }
}

function folders(folder = tmpdir()): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('opencasb-postgres-server-'))
}

/** Starts a server in a process of its own and waits for its address. */
async function startElsewhere(options: {
  folder: string
  uid?: number
}): Promise<{ child: ChildProcess; url: string }> {
  const file = new URL('fixture/start-and-wait.ts', import.meta.url).pathname
  const { folder, uid } = options
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
    ...(uid !== undefined && { uid, gid: uid }),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return { child, url: String(line).trim() }
}

async function eventually(question: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await question()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It never came true.')
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-postgres-test-'))
  chmodSync(folder, 0o777)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

describe('a PostgreSQL server of its own', () => {
  it('starts two at once, each with its own databases, and listens on 127.0.0.1 only', async () => {
    const [one, two] = await Promise.all([started(), started({ durable: true })])
    const database = await one.newDatabase('things')
    await ask(database, 'create table thing(id integer)')
    expect(new URL(one.url).hostname).toBe('127.0.0.1')
    expect(await ask(database, 'select count(*)::int as n from thing')).toEqual({ n: 0 })
    expect(await ask(two.url, "select count(*)::int as n from pg_database where datname = 'things'")).toEqual({ n: 0 })
    expect(await ask(one.url, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' })
    expect(await ask(one.url, 'show fsync')).toEqual({ fsync: 'off' })
    expect(await ask(two.url, 'show fsync')).toEqual({ fsync: 'on' })
  })

  it('asks for the password', async () => {
    const server = await started()
    const url = new URL(server.url)
    url.password = 'guessed'
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password')
  })

  it('keeps its data and its address across a restart, also one that is a crash', async () => {
    const server = await started({ durable: true })
    await ask(server.url, 'create table thing(id integer)')
    await ask(server.url, 'insert into thing values (1)')
    await server.restart('immediate')
    await ask(server.url, 'insert into thing values (2)')
    await server.restart('fast')
    expect(await ask(server.url, 'select count(*)::int as n from thing')).toEqual({ n: 2 })
  })

  it('removes everything when it is stopped', async () => {
    const before = folders()
    const server = await startPostgres({ durable: false })
    expect(folders().length).toBeGreaterThan(0)
    await server.stop()
    expect(folders().filter((name) => !before.includes(name))).toEqual([])
    await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  it('ends with the process that started it, even where that is killed', async () => {
    const folder = ownFolder()
    const { child, url } = await startElsewhere({ folder })
    await ask(url, 'select 1')
    child.kill('SIGKILL')
    await eventually(() => folders(folder).length === 0)
    await expect(ask(url, 'select 1')).rejects.toThrow()
  })

  it.runIf(getuid?.() === 0)('runs for an ordinary user as well', async () => {
    const folder = ownFolder()
    const { child, url } = await startElsewhere({ folder, uid: 65_534 })
    expect(await ask(url, 'select 1 as one')).toEqual({ one: 1 })
    child.kill('SIGTERM')
    await eventually(() => folders(folder).length === 0)
  })
})

describe('the server of a run of tests', () => {
  it('gives each test file a database of its own', async () => {
    const [one, two] = [await newTestDatabase(), await newTestDatabase()]
    await ask(one, 'create table thing(id integer)')
    await expect(ask(two, 'select * from thing')).rejects.toThrow('does not exist')
  })
})
