import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresPrograms } from './postgres-programs.ts'
import type { ServerUser } from './server-user.ts'

const startPatienceMs = 60_000
const pauseMs = 15

/** How a server is ended. `fast` ends sessions and writes everything; `immediate` is a crash, repaired at the next start. */
export type StopMode = 'fast' | 'immediate'

/** @see https://www.postgresql.org/docs/current/server-shutdown.html */
const signals: Readonly<Record<StopMode, NodeJS.Signals>> = { fast: 'SIGINT', immediate: 'SIGQUIT' }

/** What a server is started with. */
export interface ServerSetup {
  readonly programs: PostgresPrograms
  readonly user: ServerUser | undefined
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
}

/** One run of the server on its data. */
export class ServerProcess {
  readonly #process: ChildProcess
  readonly #folder: string
  readonly #ended: Promise<void>
  #hasEnded = false

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process
    this.#folder = folder
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        this.#hasEnded = true
        resolve()
      }
      process.once('exit', end)
      process.once('error', end)
    })
    process.unref()
  }

  /** Starts it and waits until it takes connections. */
  static async start({ programs, user, folder, settings }: ServerSetup): Promise<ServerProcess> {
    const log = openSync(join(folder, 'log'), 'a')
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const process = spawn(programs.postgres, ['-D', join(folder, 'data'), ...flags], {
      ...user,
      cwd: folder,
      // A group of its own: an interrupt at the terminal is for the tests, which then stop it in order.
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    const server = new ServerProcess(process, folder)
    await server.#ready()
    return server
  }

  async stop(mode: StopMode): Promise<void> {
    if (!this.#hasEnded) this.#process.kill(signals[mode])
    this.#process.ref()
    await this.#ended
  }

  async #ready(): Promise<void> {
    const file = join(this.#folder, 'data', 'postmaster.pid')
    const start = Date.now()
    while (!this.#hasEnded && Date.now() - start < startPatienceMs) {
      // The server keeps its state in the eighth line.
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
      if (lines[0] === String(this.#process.pid) && lines[7]?.trim() === 'ready') return
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    if (!this.#hasEnded) await this.stop('immediate')
    const log = readFileSync(join(this.#folder, 'log'), 'utf8').slice(-2_000)
    throw new Error(`PostgreSQL did not start. It says:\n${log}`)
  }
}
