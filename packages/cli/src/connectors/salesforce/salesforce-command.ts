import { ConfigError, type Connector } from '@opencasb/core'
import type { Command } from 'commander'
import type { ConnectorCommand } from '../connector-command.ts'
import { integrationId } from '../integration-id.ts'
import { addRefusedSecret, refuseSecretArgument } from '../refuse-secret-argument.ts'
import { signInOption, whatOption } from '../target-options.ts'
import { readSalesforceCredentials, type SalesforceSignIn } from './salesforce-credentials.ts'

/** The options of `salesforce` after commander has read them. */
interface SalesforceOptions extends SalesforceSignIn {
  readonly loginUrl?: string
  readonly baseUrl?: string
  readonly audience?: string
  readonly dailyShare?: number
  readonly clientSecret?: string | true
}

/** Salesforce on the command line. */
export function salesforceCommand(connector: Connector): ConnectorCommand {
  return {
    connector,
    example: '--login-url https://acme.my.salesforce.com --client-id <key>',
    credentialVariables: ['SALESFORCE_CLIENT_SECRET'],
    addOptions,
    optionsOf({ baseUrls = {}, audience, dailyShare }) {
      const { login, api } = baseUrls as Readonly<Record<string, unknown>>
      return { loginUrl: login, baseUrl: api, audience, dailyShare }
    },
    async target(given, context) {
      const options = given as SalesforceOptions
      const { loginUrl, baseUrl, audience, dailyShare } = options
      const instead = 'Put it in SALESFORCE_CLIENT_SECRET or name a file with --client-secret-file'
      refuseSecretArgument('--client-secret', options.clientSecret, instead, context)
      if (loginUrl === undefined) {
        throw new ConfigError(
          '--login-url: say which organisation to read by its My Domain, such as --login-url https://acme.my.salesforce.com',
          { field: '--login-url' },
        )
      }
      const { credentials, source } = await readSalesforceCredentials(options, context)
      const name = loginUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
      return {
        // Several organisations may be reached through login.salesforce.com, each with a user of its own.
        id: integrationId(connector.id, [name, ...(options.username === undefined ? [] : [options.username])], baseUrl),
        name: options.username ?? name,
        config: {
          baseUrls: { login: loginUrl, ...(baseUrl !== undefined && { api: baseUrl }) },
          ...(audience !== undefined && { audience }),
          ...(dailyShare !== undefined && { dailyShare }),
        },
        credentials,
        credentialSource: source,
        hints: { provider: 'Check the network and any proxy, and --login-url.' },
        optionNames: {
          'config.baseUrls.login': '--login-url',
          'config.baseUrls.api': '--base-url',
          'config.audience': '--audience',
          'config.dailyShare': '--daily-share',
          'credentials.clientId': '--client-id',
          'credentials.username': '--username',
          'credentials.privateKey': '--private-key-file',
          'credentials.clientSecret': source,
        },
      }
    },
  }
}

function addOptions(command: Command): void {
  command
    .addOption(whatOption('--login-url <url>', 'My Domain of the organisation, or login.salesforce.com'))
    .addOption(whatOption('--base-url <url>', 'a gateway in front of the API'))
    .addOption(whatOption('--daily-share <share>', 'share of the daily requests, 0.1 is 10 %').argParser(Number))
    .addOption(whatOption('--audience <url>', 'for JWT bearer at a site or through a gateway'))
    .addOption(signInOption('--client-id <key>', 'consumer key of the app'))
    .addOption(signInOption('--username <name>', 'integration user, for JWT bearer'))
    .addOption(signInOption('--private-key-file <file>', 'key of the certificate of the app, PEM'))
    .addOption(signInOption('--client-secret-file <file>', 'instead of SALESFORCE_CLIENT_SECRET'))
  addRefusedSecret(command, '--client-secret')
}
