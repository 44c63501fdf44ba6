import { join, resolve } from 'node:path'
import { ConfigError } from '@opencasb/core'
import { closest } from '../checks/closest.ts'
import type { CommandHost } from '../terminal/host.ts'

/** Where results are kept unless the user says otherwise. */
export const defaultDatabase: string = join('.opencasb', 'opencasb.db')

/** The variable that says where results are kept; an address with a password belongs there. */
export const databaseVariable = 'OPENCASB_DATABASE'

/** The word that keeps everything in memory. */
const memory = 'memory'

/** What other programs address databases by. Two letters at least: `C:` is a drive. */
const foreignAddress = /^(?:file:|sqlite3?:(?!\/\/)|([a-z][a-z0-9+.-]+):\/\/)/i

/** Where results are kept. `shown` holds no password. */
export type DatabaseLocation =
  | { readonly kind: 'memory'; readonly shown: string }
  | { readonly kind: 'file'; readonly path: string; readonly shown: string }
  | {
      readonly kind: 'postgres'
      readonly connectionString: string
      /** Where the address stands: the option or the variable. */
      readonly field: string
      readonly shown: string
    }

/**
 * Reads `--database`; where it was left out, the program has put the variable's value in its place.
 * @throws ConfigError where a password stands on the command line, or it names neither a file nor a database that is known
 */
export function databaseLocation(option: string, host: Pick<CommandHost, 'cwd' | 'env'>): DatabaseLocation {
  const value = option.trim()
  const isVariable = value === host.env[databaseVariable]?.trim()
  const field = isVariable ? databaseVariable : '--database'
  if (value.toLowerCase() === memory) return { kind: 'memory', shown: 'in memory' }
  if (!/^postgres(?:ql)?:/i.test(value)) {
    refuseForeign(value, field)
    return { kind: 'file', path: resolve(host.cwd, value), shown: value }
  }
  if (!/^\w+:\/\//.test(value) || !URL.canParse(value)) throw noAddress(field)
  const url = new URL(value)
  if ((url.password !== '' || url.searchParams.has('password')) && !isVariable) {
    throw new ConfigError(
      `--database: a password on the command line is seen by other users. Put the address into ${databaseVariable}, or the password into PGPASSWORD.`,
      { field: '--database' },
    )
  }
  return { kind: 'postgres', connectionString: value, field, shown: `${url.protocol}//${url.host}${url.pathname}` }
}

/** Runs something with an address; where the store finds it wrong, that is told of what the user wrote. */
export async function namingAddress<T>(field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw ConfigError.is(error) && error.field === 'connectionString' ? noAddress(field, error) : error
  }
}

function noAddress(field: string, cause?: unknown): ConfigError {
  return new ConfigError(`${field}: must be an address such as postgres://user@host:5432/opencasb`, { field, cause })
}

/** A slip of the pen must not become a file of that name. What was given is not repeated: it may hold a password. */
function refuseForeign(value: string, field: string): void {
  const [foreign, scheme] = foreignAddress.exec(value) ?? []
  const isMemory = value.toLowerCase() === ':memory:'
  if (value !== '' && !isMemory && foreign === undefined) return
  const meant = scheme === undefined ? undefined : closest(scheme, ['postgres', 'postgresql'])
  const hint = meant === undefined ? '' : ` Did you mean ${meant}://?`
  const wrong =
    foreign === undefined
      ? isMemory
        ? '":memory:" names no file'
        : 'is empty'
      : `"${foreign}" is no address that is known here`
  throw new ConfigError(
    `${field}: ${wrong}.${hint} Give the plain path of a file, an address that begins with postgres://, or "${memory}" to keep nothing.`,
    { field },
  )
}
