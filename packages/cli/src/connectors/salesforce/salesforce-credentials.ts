import { ConfigError, type NewIntegration, secret } from '@opencasb/core'
import type { TargetContext } from '../connector-command.ts'
import { readSecret } from '../read-secret.ts'

/** The options that say how to sign in. */
export interface SalesforceSignIn {
  readonly clientId?: string
  readonly username?: string
  readonly privateKeyFile?: string
  readonly clientSecretFile?: string
}

/**
 * Reads what the integration user signs in with: a key (JWT bearer) or the secret of the app (client credentials). A
 * refresh token is none of them: Salesforce replaces it when it is used, and the command line keeps no credentials.
 * @throws ConfigError naming the option, never what it holds
 */
export async function readSalesforceCredentials(
  options: SalesforceSignIn,
  context: TargetContext,
): Promise<{ readonly credentials: NewIntegration['credentials']; readonly source: string }> {
  const { clientId, username, privateKeyFile, clientSecretFile } = options
  if (clientId === undefined) {
    throw new ConfigError('--client-id: give the consumer key of the app', { field: '--client-id' })
  }
  if (privateKeyFile === undefined) {
    if (username !== undefined) {
      throw new ConfigError('--private-key-file: signing in with --username takes the key of the app', {
        field: '--private-key-file',
      })
    }
    if (clientSecretFile === undefined && !context.host.env['SALESFORCE_CLIENT_SECRET']?.trim()) {
      throw new ConfigError(
        'SALESFORCE_CLIENT_SECRET: no credentials. Name the user with --username and the key of the app with --private-key-file, or set SALESFORCE_CLIENT_SECRET or name a file with --client-secret-file.',
        { field: 'SALESFORCE_CLIENT_SECRET' },
      )
    }
    const clientSecret = await readSecret(
      {
        what: 'consumer secret',
        variable: 'SALESFORCE_CLIENT_SECRET',
        option: '--client-secret-file',
        file: clientSecretFile,
      },
      context,
    )
    return {
      credentials: { kind: 'client-credentials', clientId, clientSecret: secret(clientSecret) },
      source: clientSecretFile === undefined ? 'SALESFORCE_CLIENT_SECRET' : '--client-secret-file',
    }
  }
  if (clientSecretFile !== undefined) {
    throw new ConfigError(
      '--client-secret-file: does not go together with --private-key-file. Sign in one way or the other.',
      { field: '--client-secret-file' },
    )
  }
  if (username === undefined) {
    throw new ConfigError('--username: signing in with a key takes the username of the integration user', {
      field: '--username',
    })
  }
  const privateKey = await readSecret(
    { what: 'private key', option: '--private-key-file', file: privateKeyFile },
    context,
  )
  return {
    credentials: { kind: 'jwt-bearer', clientId, username, privateKey: secret(privateKey) },
    source: '--private-key-file',
  }
}
