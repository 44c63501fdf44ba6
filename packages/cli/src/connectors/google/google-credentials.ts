import { ConfigError, type NewIntegration, secret } from '@opencasb/core'
import type { TargetContext } from '../connector-command.ts'
import { readSecret } from '../read-secret.ts'

/** The options that say how to sign in. */
export interface GoogleSignIn {
  readonly keyFile?: string
  readonly clientId?: string
  readonly clientSecretFile?: string
  readonly refreshTokenFile?: string
}

type Credentials = NewIntegration['credentials']

/**
 * Reads the key of a service account, or the tokens of an administrator's consent.
 * @throws ConfigError naming the option, never what it holds
 */
export async function readGoogleCredentials(
  options: GoogleSignIn,
  context: TargetContext,
): Promise<{ readonly credentials: Credentials; readonly source: string }> {
  const { keyFile, clientId, clientSecretFile, refreshTokenFile } = options
  if (clientId === undefined) {
    if (clientSecretFile === undefined && refreshTokenFile === undefined) return readServiceAccount(keyFile, context)
    throw new ConfigError("--client-id: signing in with an administrator's consent takes the id of the OAuth client", {
      field: '--client-id',
    })
  }
  if (keyFile !== undefined) {
    throw new ConfigError('--client-id: does not go together with --key-file. Sign in one way or the other.', {
      field: '--client-id',
    })
  }
  const clientSecret = await readSecret(
    {
      what: 'secret of the OAuth client',
      variable: 'GOOGLE_CLIENT_SECRET',
      option: '--client-secret-file',
      file: clientSecretFile,
    },
    context,
  )
  const refreshToken = await readSecret(
    {
      what: 'refresh token',
      variable: 'GOOGLE_REFRESH_TOKEN',
      option: '--refresh-token-file',
      file: refreshTokenFile,
    },
    context,
  )
  return {
    credentials: {
      kind: 'admin-oauth',
      clientId,
      clientSecret: secret(clientSecret),
      refreshToken: secret(refreshToken),
    },
    source: refreshTokenFile === undefined ? 'GOOGLE_REFRESH_TOKEN' : '--refresh-token-file',
  }
}

async function readServiceAccount(
  keyFile: string | undefined,
  context: TargetContext,
): Promise<{ readonly credentials: Credentials; readonly source: string }> {
  const file = keyFile ?? context.host.env['GOOGLE_APPLICATION_CREDENTIALS']
  const source = keyFile === undefined ? 'GOOGLE_APPLICATION_CREDENTIALS' : '--key-file'
  if (file === undefined || file === '') {
    throw new ConfigError(
      '--key-file: no credentials. Name the key of the service account with --key-file or GOOGLE_APPLICATION_CREDENTIALS, or the OAuth client with --client-id.',
      { field: '--key-file' },
    )
  }
  const key = await readSecret({ what: 'key of the service account', option: source, file }, context)
  return { credentials: { kind: 'service-account', key: secret(key) }, source }
}
