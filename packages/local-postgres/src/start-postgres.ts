import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase } from './create-database.ts'
import { freePort } from './free-port.ts'
import { postgresPrograms } from './postgres-programs.ts'
import { makeServerFolder, removeAbandonedFolders } from './server-folder.ts'
import { ServerProcess, type ServerSetup, type StopMode } from './server-process.ts'
import { serverUser } from './server-user.ts'
import { startWatchdog } from './watchdog.ts'

/** What {@link startPostgres} takes. */
export interface StartPostgresOptions {
  /**
   * False: written data may be lost where the machine crashes, which makes tests faster. The server's own crash, as of
   * `restart('immediate')`, loses nothing either way.
   * @default true
   */
  readonly durable?: boolean
  /**
   * The folder with `initdb` and `postgres` of another PostgreSQL, to try another version.
   * @default what the environment variable `OPENCASB_POSTGRES_PROGRAMS` says, otherwise the npm package's
   */
  readonly programs?: string
  /** Settings of the server, such as `max_connections`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A running server. */
export interface PostgresServer {
  /** Connects to the database `postgres` as its superuser; stays the same across restarts. */
  readonly url: string
  /** Makes an empty database and returns its address. */
  newDatabase(name?: string): Promise<string>
  /** Ends all connections and starts again: in order, or as after a crash. */
  restart(mode: StopMode): Promise<void>
  /** Ends it without starting it again; its data stay until `stop`. */
  pause(mode: StopMode): Promise<void>
  /** Starts it after `pause`. */
  resume(): Promise<void>
  /** Ends it and removes everything. */
  stop(): Promise<void>
}

/** A port that was free may be taken before the server gets it. */
const attempts = 5

const fixedSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
}
const fastSettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
}

/**
 * Starts a PostgreSQL server of its own on a free port of 127.0.0.1, with its data in a temporary folder. It ends with
 * this process at the latest, however that ends.
 */
export async function startPostgres(options: StartPostgresOptions = {}): Promise<PostgresServer> {
  removeAbandonedFolders()
  const user = serverUser()
  const programs = postgresPrograms(user, options.programs ?? process.env['OPENCASB_POSTGRES_PROGRAMS'])
  const folder = makeServerFolder(user)
  const watchdog = startWatchdog(folder)
  const password = randomBytes(16).toString('hex')
  const clearUp = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    watchdog.stdin?.end()
  }
  try {
    initialise({ programs, user, folder }, password)
    const settings = { ...fixedSettings, ...(options.durable === false && fastSettings), ...options.settings }
    const { port, server, setup } = await startOnFreePort({ programs, user, folder, settings })
    return running(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, server, setup, clearUp)
  } catch (error) {
    clearUp()
    throw error
  }
}

function running(url: string, first: ServerProcess, setup: ServerSetup, clearUp: () => void): PostgresServer {
  let server: ServerProcess | undefined = first
  const pause = async (mode: StopMode): Promise<void> => {
    const ending = server
    server = undefined
    await ending?.stop(mode)
  }
  const resume = async (): Promise<void> => {
    server ??= await ServerProcess.start(setup)
  }
  return {
    url,
    newDatabase: (name) => createDatabase(url, name),
    pause,
    resume,
    async restart(mode) {
      await pause(mode)
      await resume()
    },
    async stop() {
      // What it would still write is thrown away.
      await pause('immediate')
      clearUp()
    },
  }
}

function initialise({ programs, user, folder }: Omit<ServerSetup, 'settings'>, password: string): void {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const speed = ['--no-sync']
  const { status, stderr, error } = spawnSync(
    programs.initdb,
    ['-D', join(folder, 'data'), '--encoding=UTF8', '--locale=C', ...flags, ...speed],
    { ...user, cwd: folder, encoding: 'utf8' },
  )
  rmSync(passwordFile)
  if (status !== 0) throw new Error(`initdb failed: ${stderr || error}`)
}

async function startOnFreePort(
  setup: ServerSetup,
): Promise<{ readonly port: number; readonly server: ServerProcess; readonly setup: ServerSetup }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const withPort = { ...setup, settings: { ...setup.settings, port: String(port) } }
    try {
      return { port, server: await ServerProcess.start(withPort), setup: withPort }
    } catch (error) {
      if (attempt === attempts || !String(error).includes('Address already in use')) throw error
    }
  }
}
