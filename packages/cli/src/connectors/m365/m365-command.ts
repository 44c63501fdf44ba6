import { ConfigError, type Connector } from '@opencasb/core'
import type { Command } from 'commander'
import { listOption } from '../../program/list-option.ts'
import type { ConnectorCommand } from '../connector-command.ts'
import { integrationId } from '../integration-id.ts'
import { addRefusedSecret, refuseSecretArgument } from '../refuse-secret-argument.ts'
import { scopeNames } from '../scope-names.ts'
import { signInOption, whatOption } from '../target-options.ts'
import { type M365SignIn, readM365Credentials } from './m365-credentials.ts'

/** The options of `m365` after commander has read them. */
interface M365Options extends M365SignIn {
  readonly tenant?: string
  readonly cloud?: string
  readonly user?: readonly string[]
  readonly site?: readonly string[]
  readonly onedrive?: boolean
  readonly everyItem?: boolean
  readonly since?: string
  readonly baseUrl?: string
  readonly loginUrl?: string
  readonly clientSecret?: string | true
}

/** A part of a stored configuration. */
type Stored = Readonly<Record<string, unknown>>

/** Microsoft 365 on the command line. */
export function m365Command(connector: Connector): ConnectorCommand {
  return {
    connector,
    example: '--tenant acme.onmicrosoft.com --client-id <id>',
    credentialVariables: ['M365_CLIENT_SECRET'],
    addOptions,
    optionsOf({ tenant, cloud, sharing = {}, baseUrls = {} }) {
      const { users, sites, oneDrive, everyItem, since } = sharing as Stored
      const { graph, login } = baseUrls as Stored
      const where = { tenant, cloud, baseUrl: graph, loginUrl: login }
      return { ...where, user: users, site: sites, onedrive: oneDrive !== false, everyItem: everyItem === true, since }
    },
    async target(given, context) {
      const options = given as M365Options
      const { tenant, cloud, baseUrl, loginUrl } = options
      const instead = 'Put it in M365_CLIENT_SECRET or name a file with --client-secret-file'
      refuseSecretArgument('--client-secret', options.clientSecret, instead, context)
      if (tenant === undefined) {
        throw new ConfigError('--tenant: say which tenant to read, such as --tenant acme.onmicrosoft.com', {
          field: '--tenant',
        })
      }
      const { credentials, source } = await readM365Credentials(options, context)
      const baseUrls = {
        ...(baseUrl !== undefined && { graph: baseUrl }),
        ...(loginUrl !== undefined && { login: loginUrl }),
      }
      return {
        id: integrationId(connector.id, [tenant, ...scopeNames(sharingOf(options))], baseUrl),
        name: tenant,
        config: { tenant, ...(cloud !== undefined && { cloud }), sharing: sharingOf(options), baseUrls },
        credentials,
        credentialSource: source,
        hints: { provider: 'Check the network and any proxy, and --cloud where the tenant is in a national cloud.' },
        optionNames: {
          'config.tenant': '--tenant',
          'config.cloud': '--cloud',
          'config.sharing.users': '--user',
          'config.sharing.sites': '--site',
          'config.sharing.since': '--since',
          'config.baseUrls.graph': '--base-url',
          'config.baseUrls.login': '--login-url',
          'credentials.clientId': '--client-id',
          'credentials.clientSecret': source,
          'credentials.certificate': '--certificate-file',
          'credentials.privateKey': '--private-key-file',
          'credentials.assertionFile': '--federated-token-file',
        },
      }
    },
  }
}

function sharingOf({
  user,
  site,
  onedrive,
  everyItem,
  since,
}: M365Options): Record<string, string | boolean | string[]> {
  return {
    ...(user && { users: [...user] }),
    ...(site && { sites: [...site] }),
    ...(onedrive === false && { oneDrive: false }),
    ...(everyItem === true && { everyItem }),
    ...(since !== undefined && { since }),
  }
}

function addOptions(command: Command): void {
  command
    .addOption(whatOption('--tenant <id or domain>', 'tenant to read'))
    .addOption(whatOption('--cloud <cloud>', 'where the tenant is').choices(clouds))
    .addOption(whatOption('--user <name>', 'files, mail, calendars only of this user').argParser(listOption('--user')))
    .addOption(whatOption('--site <url>', 'only this SharePoint site').argParser(listOption('--site')))
    .addOption(whatOption('--no-onedrive', 'leave OneDrive out'))
    .addOption(whatOption('--every-item', 'ask who may open each file, not only those marked as shared'))
    .addOption(whatOption('--since <date>', 'only files modified since: 2026-01-31'))
    .addOption(whatOption('--base-url <url>', 'a gateway in front of Microsoft Graph'))
    .addOption(whatOption('--login-url <url>', 'a gateway in front of the sign-in'))
    .addOption(signInOption('--client-id <id>', 'application id of the app registration'))
    .addOption(signInOption('--certificate-file <file>', 'its certificate, PEM'))
    .addOption(signInOption('--private-key-file <file>', 'private key of the certificate, PEM'))
    .addOption(signInOption('--federated-token-file <file>', 'token of a provider that it trusts'))
    .addOption(signInOption('--client-secret-file <file>', 'instead of M365_CLIENT_SECRET'))
  addRefusedSecret(command, '--client-secret')
}

const clouds = ['worldwide', 'us-government-gcc-high', 'us-government-dod', 'china']
