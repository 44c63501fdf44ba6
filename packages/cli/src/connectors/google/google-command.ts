import { ConfigError, type Connector } from '@opencasb/core'
import type { Command } from 'commander'
import { listOption } from '../../program/list-option.ts'
import type { ConnectorCommand } from '../connector-command.ts'
import { integrationId } from '../integration-id.ts'
import { scopeNames } from '../scope-names.ts'
import { signInOption, whatOption } from '../target-options.ts'
import { type GoogleSignIn, readGoogleCredentials } from './google-credentials.ts'

/** The options of `google` after commander has read them. */
interface GoogleOptions extends GoogleSignIn {
  readonly admin?: string
  readonly customer?: string
  readonly unit?: readonly string[]
  readonly user?: readonly string[]
  readonly drive?: readonly string[]
  readonly since?: string
  readonly baseUrl?: string
}

/** A part of a stored configuration. */
type Stored = Readonly<Record<string, unknown>>

/** All of Google's APIs behind one address. */
const apis = [
  'directory',
  'groupsSettings',
  'cloudIdentity',
  'drive',
  'gmail',
  'calendar',
  'reports',
  'licensing',
  'token',
]

/** Google Workspace on the command line. */
export function googleCommand(connector: Connector): ConnectorCommand {
  return {
    connector,
    example: '--admin admin@example.com --key-file key.json',
    credentialVariables: ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLIENT_SECRET', 'GOOGLE_REFRESH_TOKEN'],
    addOptions,
    optionsOf({ adminEmail, customer, sharing = {}, baseUrls = {} }) {
      const { units, users, drives, since } = sharing as Stored
      return {
        admin: adminEmail,
        customer,
        unit: units,
        user: users,
        drive: drives,
        since,
        baseUrl: (baseUrls as Stored)['directory'],
      }
    },
    async target(given, context) {
      const options = given as GoogleOptions
      const { admin, customer, baseUrl } = options
      if (admin === undefined) {
        throw new ConfigError('--admin: say in whose name to read, such as --admin admin@example.com', {
          field: '--admin',
        })
      }
      const { credentials, source } = await readGoogleCredentials(options, context)
      const name = customer ?? admin.split('@').at(-1) ?? admin
      return {
        id: integrationId(connector.id, [name, ...scopeNames(sharingOf(options))], baseUrl),
        name,
        config: {
          adminEmail: admin,
          ...(customer !== undefined && { customer }),
          sharing: sharingOf(options),
          ...(baseUrl !== undefined && { baseUrls: Object.fromEntries(apis.map((api) => [api, baseUrl])) }),
        },
        credentials,
        credentialSource: source,
        hints: { provider: 'Check the network and any proxy, and --base-url where requests go through a gateway.' },
        optionNames: {
          'config.adminEmail': '--admin',
          'config.customer': '--customer',
          'config.sharing.units': '--unit',
          'config.sharing.users': '--user',
          'config.sharing.drives': '--drive',
          'config.sharing.since': '--since',
          'config.baseUrls': '--base-url',
          'credentials.key': source,
          'credentials.clientId': '--client-id',
          'credentials.clientSecret':
            options.clientSecretFile === undefined ? 'GOOGLE_CLIENT_SECRET' : '--client-secret-file',
          'credentials.refreshToken': source,
        },
      }
    },
  }
}

function sharingOf({ unit, user, drive, since }: GoogleOptions): Record<string, string | string[]> {
  return {
    ...(unit && { units: [...unit] }),
    ...(user && { users: [...user] }),
    ...(drive && { drives: [...drive] }),
    ...(since !== undefined && { since }),
  }
}

function addOptions(command: Command): void {
  command
    .addOption(whatOption('--admin <email>', 'administrator in whose name the account is read'))
    .addOption(whatOption('--customer <id>', "id of the account; the administrator's own when left out"))
    .addOption(whatOption('--unit <path>', 'files, calendars, mail only of this unit').argParser(listOption('--unit')))
    .addOption(whatOption('--user <email>', 'files, calendars, mail only of this user').argParser(listOption('--user')))
    .addOption(whatOption('--drive <id>', 'only this shared drive').argParser(listOption('--drive')))
    .addOption(whatOption('--since <date>', 'only files modified since: 2026-01-31'))
    .addOption(whatOption('--base-url <url>', "a gateway in front of Google's APIs"))
    .addOption(signInOption('--key-file <file>', 'key of the service account, JSON as downloaded'))
    .addOption(signInOption('--client-id <id>', "OAuth client, for an administrator's consent"))
    .addOption(signInOption('--client-secret-file <file>', 'its secret, instead of GOOGLE_CLIENT_SECRET'))
    .addOption(signInOption('--refresh-token-file <file>', 'instead of GOOGLE_REFRESH_TOKEN'))
}
