import { ConfigError, type Connector } from '@opencasb/core'
import type { Command } from 'commander'
import { listOption } from '../../program/list-option.ts'
import type { ConnectorCommand, ConnectorTarget } from '../connector-command.ts'
import { integrationId } from '../integration-id.ts'
import { addRefusedSecret, refuseSecretArgument } from '../refuse-secret-argument.ts'
import { signInOption, whatOption } from '../target-options.ts'
import { type GithubSignIn, readGithubCredentials } from './github-credentials.ts'

/** The options of `github` after commander has read them. */
interface GithubOptions extends GithubSignIn {
  readonly organization?: readonly string[]
  readonly baseUrl?: string
  readonly token?: string | true
}

/** GitHub on the command line. */
export function githubCommand(connector: Connector): ConnectorCommand {
  return {
    connector,
    example: '--org acme',
    credentialVariables: ['GITHUB_TOKEN'],
    addOptions: (command) => addOptions(command, connector),
    optionsOf: ({ organizations, baseUrl }) => ({ organization: organizations, baseUrl }),
    async target(given, context) {
      const options = given as GithubOptions
      const instead = 'Put it in GITHUB_TOKEN or name a file with --token-file'
      refuseSecretArgument('--token', options.token, instead, context)
      const organizations = [...new Set(options.organization ?? [])]
      if (organizations.length === 0) {
        throw new ConfigError('--organization: say which organisation to read, such as --organization acme', {
          field: '--organization',
        })
      }
      const credentials = await readGithubCredentials(options, context)
      return {
        id: integrationId(connector.id, organizations, ownServer(options.baseUrl)),
        name: organizations.join(', '),
        config: { organizations, ...(options.baseUrl !== undefined && { baseUrl: options.baseUrl }) },
        credentials,
        credentialSource: sourceOf(options),
        hints: hintsOf(options),
        optionNames: {
          'config.organizations': '--organization',
          'config.baseUrl': '--base-url',
          'credentials.kind': '--auth',
          'credentials.token': sourceOf(options),
          'credentials.appId': '--app-id',
          'credentials.installationId': '--installation-id',
          'credentials.privateKey': '--private-key-file',
        },
      }
    },
  }
}

function sourceOf(options: GithubOptions): string {
  if (options.privateKeyFile !== undefined) return '--private-key-file'
  return options.tokenFile === undefined ? 'GITHUB_TOKEN' : '--token-file'
}

function hintsOf({ baseUrl }: GithubOptions): ConnectorTarget['hints'] {
  const server = 'Check the network and any proxy, and --base-url where GitHub is your own server.'
  const root = '--base-url must be the root of the API, such as https://github.example.com/api/v3.'
  return {
    provider: server,
    'unexpected-answer': root,
    ...(baseUrl !== undefined && { 'not-found': root }),
  }
}

function addOptions(command: Command, connector: Connector): void {
  command
    .addOption(
      whatOption('--org, --organization <login>', 'organisation to read; repeat it for several').argParser(
        listOption('--organization'),
      ),
    )
    .addOption(whatOption('--base-url <url>', 'API of a GitHub Enterprise Server: https://github.example.com/api/v3'))
    .addOption(signInOption('--token-file <file>', 'read the token from a file instead of GITHUB_TOKEN'))
    .addOption(
      signInOption('--auth <kind>', 'kind of credentials, where their beginning does not tell').choices(
        connector.auth.map((method) => method.kind),
      ),
    )
    .addOption(signInOption('--app-id <id>', 'sign in as a GitHub App'))
    .addOption(signInOption('--installation-id <id>', 'the installation of that app'))
    .addOption(signInOption('--private-key-file <file>', 'private key of that app, PEM'))
  addRefusedSecret(command, '--token')
}

/** GitHub's own API needs no name of its own. */
function ownServer(baseUrl: string | undefined): string | undefined {
  return baseUrl?.replace(/\/+$/, '') === 'https://api.github.com' ? undefined : baseUrl
}
