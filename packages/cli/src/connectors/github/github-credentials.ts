import { createPrivateKey } from 'node:crypto'
import { ConfigError, type NewIntegration, secret } from '@opencasb/core'
import type { TargetContext } from '../connector-command.ts'
import { readSecretFile } from '../read-secret-file.ts'
import { githubTokenKind } from './github-token-kind.ts'

/** The options that say how to sign in. */
export interface GithubSignIn {
  readonly auth?: string
  readonly tokenFile?: string
  readonly appId?: string
  readonly installationId?: string
  readonly privateKeyFile?: string
}

type Credentials = NewIntegration['credentials']

const appOptions = [
  ['appId', '--app-id'],
  ['installationId', '--installation-id'],
  ['privateKeyFile', '--private-key-file'],
] as const

/**
 * Reads a token or the key of an app, from the environment and from files only.
 * @throws ConfigError naming the option, never what it holds
 */
export function readGithubCredentials(options: GithubSignIn, context: TargetContext): Promise<Credentials> {
  const isApp = options.auth === 'github-app' || appOptions.some(([name]) => options[name] !== undefined)
  return isApp ? readApp(options, context) : readToken(options, context)
}

async function readToken(options: GithubSignIn, context: TargetContext): Promise<Credentials> {
  const { host, redaction } = context
  const { tokenFile } = options
  const source = tokenFile === undefined ? 'GITHUB_TOKEN' : '--token-file'
  const text = tokenFile === undefined ? host.env['GITHUB_TOKEN'] : await readSecretFile(source, tokenFile, host.cwd)
  const token = text?.trim() ?? ''
  redaction.hide(token)
  if (token !== '') return { kind: options.auth ?? githubTokenKind(token, source), token: secret(token) }
  throw new ConfigError(
    tokenFile === undefined
      ? 'GITHUB_TOKEN: no credentials. Set GITHUB_TOKEN to a personal access token, name a file with --token-file, or sign in as a GitHub App with --app-id, --installation-id and --private-key-file.'
      : `--token-file: ${tokenFile} is empty`,
    { field: source },
  )
}

async function readApp(options: GithubSignIn, context: TargetContext): Promise<Credentials> {
  const missing = appOptions.filter(([name]) => options[name] === undefined).map(([, flag]) => flag)
  if (missing[0] !== undefined) {
    throw new ConfigError(`${missing[0]}: signing in as a GitHub App also takes ${missing.join(' and ')}`, {
      field: missing[0],
    })
  }
  if (options.tokenFile !== undefined || (options.auth ?? 'github-app') !== 'github-app') {
    const field = options.tokenFile === undefined ? '--auth' : '--token-file'
    throw new ConfigError(`${field}: does not go together with --app-id. Sign in with a token or as a GitHub App.`, {
      field,
    })
  }
  const { appId = '', installationId = '', privateKeyFile = '' } = options
  const privateKey = await readSecretFile('--private-key-file', privateKeyFile, context.host.cwd)
  context.redaction.hide(privateKey.trim())
  if (!isPrivateKey(privateKey)) {
    throw new ConfigError(
      `--private-key-file: ${privateKeyFile} holds no private key. It must be the .pem file that GitHub made for the app, without a passphrase.`,
      { field: '--private-key-file' },
    )
  }
  return { kind: 'github-app', appId, installationId, privateKey: secret(privateKey) }
}

function isPrivateKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}
