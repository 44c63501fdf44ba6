import { ConfigError, type Connector } from '@opencasb/core'
import { type Command, Option } from 'commander'
import { listOption } from '../program/list-option.ts'
import type { ConnectorCommand, ConnectorTarget, TargetContext } from './connector-command.ts'
import { type GithubSignIn, readGithubCredentials } from './github-credentials.ts'
import { integrationId } from './integration-id.ts'

/** The options of `github` after commander has read them. */
interface GithubOptions extends GithubSignIn {
  readonly organization?: readonly string[]
  readonly baseUrl?: string
  readonly token?: string
}

/** GitHub on the command line. */
export function githubCommand(connector: Connector): ConnectorCommand {
  return {
    connector,
    example: '--org acme',
    addOptions: (command) => addOptions(command, connector),
    async target(given, context) {
      const options = given as GithubOptions
      refuseTokenArgument(options, context)
      const organizations = [...new Set(options.organization ?? [])]
      if (organizations.length === 0) {
        throw new ConfigError('--organization: say which organization to read, such as --organization acme', {
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
    ...(baseUrl !== undefined && { 'not-found': root, config: root }),
  }
}

function addOptions(command: Command, connector: Connector): void {
  const what = (flags: string, text: string): Option => new Option(flags, text).helpGroup('What to scan:')
  const signIn = (flags: string, text: string): Option => new Option(flags, text).helpGroup('Signing in:')
  command
    .addOption(
      what('--org, --organization <login>', 'organization to read; repeat it for several').argParser(listOption),
    )
    .addOption(what('--base-url <url>', 'API of a GitHub Enterprise Server: https://github.example.com/api/v3'))
    .addOption(signIn('--token-file <file>', 'read the token from a file instead of GITHUB_TOKEN'))
    .addOption(
      signIn('--auth <kind>', 'kind of credentials, where their beginning does not tell').choices(
        connector.auth.map((method) => method.kind),
      ),
    )
    .addOption(signIn('--app-id <id>', 'sign in as a GitHub App'))
    .addOption(signIn('--installation-id <id>', 'the installation of that app'))
    .addOption(signIn('--private-key-file <file>', 'private key of that app, PEM'))
    .addOption(new Option('--token [token]').hideHelp())
}

/** GitHub's own API needs no name of its own. */
function ownServer(baseUrl: string | undefined): string | undefined {
  return baseUrl?.replace(/\/+$/, '') === 'https://api.github.com' ? undefined : baseUrl
}

/** Known to the parser only to be refused: as an unknown option its value would be quoted. */
function refuseTokenArgument(options: GithubOptions, context: TargetContext): void {
  if (options.token === undefined) return
  if (typeof options.token === 'string') context.redaction.hide(options.token)
  throw new ConfigError(
    '--token: a token on the command line can be read by other users and stays in the history of the shell. Put it in GITHUB_TOKEN or name a file with --token-file; consider this one as known and replace it.',
    { field: '--token' },
  )
}
