import {
  ConfigError,
  type FindingSink,
  type Policy,
  type Scanner,
  type SchedulerOptions,
  type StateStore,
} from '@opencasb/core'
import { type KeyOptions, keyProvider } from '../../credentials/key-provider.ts'
import { openVault } from '../../credentials/open-vault.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { CommandContext } from '../../program/command-context.ts'
import { databaseLocation } from '../../state/database-location.ts'
import { openExistingState, openState } from '../../state/open-state.ts'
import { prepareScanner, readPolicyOption } from '../prepare-scanner.ts'

/** Options of all commands that work with stored integrations. */
export interface StoredOptions extends KeyOptions {
  readonly database: string
  readonly policy?: string
  readonly debug?: boolean
}

/** What a command does with the database. */
export interface StoredAccess {
  /**
   * - `read`: looks only
   * - `change`: needs no credential
   * - `sign-in`: reads credentials, so it needs the keys
   * - `create`: the same, and makes the database where there is none
   */
  readonly access: 'read' | 'change' | 'sign-in' | 'create'
  readonly sinks?: readonly FindingSink[]
  readonly schedule?: SchedulerOptions
}

/** Opens database and vault for one command, and closes them again. */
export async function withStoredScanner(
  context: CommandContext,
  options: StoredOptions,
  { access, ...rest }: StoredAccess,
  work: (scanner: Scanner, state: StateStore) => Promise<ExitCode>,
): Promise<ExitCode> {
  const policy: Policy | undefined = await readPolicyOption(context, options.policy)
  const needsKeys = access === 'sign-in' || access === 'create'
  refuseMemory(context, options.database)
  // What may be missing is looked at before a database is made.
  const keys = needsKeys ? await keyProvider(context, options) : undefined
  const state = await openStored(context, options.database, access)
  const scanner = prepareScanner(context, {
    state,
    credentials: await openVault(state, keys),
    debug: options.debug === true,
    policy,
    ...rest,
  })
  try {
    return await work(scanner, state)
  } finally {
    await scanner.close()
  }
}

async function openStored(
  { host }: CommandContext,
  database: string,
  access: StoredAccess['access'],
): Promise<StateStore> {
  const created = access === 'create' ? await openState(database, host) : undefined
  if (created) return created
  return openExistingState(database, host, {
    readOnly: access === 'read',
    remedy: '"opencasb integrations add" makes it.',
  })
}

function refuseMemory({ host }: CommandContext, database: string): void {
  if (databaseLocation(database, host).kind !== 'memory') return
  throw new ConfigError('--database: integrations are stored, so they cannot be kept in memory; name a file', {
    field: '--database',
  })
}
