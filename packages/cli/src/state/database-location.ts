import { join, resolve } from 'node:path'
import { ConfigError } from '@opencasb/core'
import type { CommandHost } from '../terminal/host.ts'

/** Where results are kept unless the user says otherwise. */
export const defaultDatabase: string = join('.opencasb', 'opencasb.db')

/** The variable that says where results are kept; an address with a password belongs there. */
export const databaseVariable = 'OPENCASB_DATABASE'

/** The word that keeps everything in memory. */
const memory = 'memory'

/** Where results are kept. `shown` holds no password. */
export type DatabaseLocation =
  | { readonly kind: 'memory'; readonly shown: string }
  | { readonly kind: 'file'; readonly path: string; readonly shown: string }
  | { readonly kind: 'postgres'; readonly connectionString: string; readonly shown: string }

/**
 * Reads `--database`; where it was left out, the program has put the variable's value in its place.
 * @throws ConfigError where a password stands on the command line, or the address is none
 */
export function databaseLocation(option: string, host: Pick<CommandHost, 'cwd' | 'env'>): DatabaseLocation {
  const value = option.trim()
  const isVariable = value === host.env[databaseVariable]?.trim()
  if (value === memory) return { kind: 'memory', shown: 'in memory' }
  if (!/^postgres(?:ql)?:/i.test(value)) return { kind: 'file', path: resolve(host.cwd, value), shown: value }
  const field = isVariable ? databaseVariable : '--database'
  if (!URL.canParse(value)) {
    throw new ConfigError(`${field}: must be an address such as postgres://user@host:5432/opencasb`, { field })
  }
  const url = new URL(value)
  if ((url.password !== '' || url.searchParams.has('password')) && !isVariable) {
    throw new ConfigError(
      `--database: a password on the command line is seen by other users. Put the address into ${databaseVariable}, or the password into PGPASSWORD.`,
      { field: '--database' },
    )
  }
  return { kind: 'postgres', connectionString: value, shown: `${url.protocol}//${url.host}${url.pathname}` }
}
