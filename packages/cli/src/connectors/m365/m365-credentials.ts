import { resolve } from 'node:path'
import { ConfigError, type NewIntegration, secret } from '@opencasb/core'
import type { TargetContext } from '../connector-command.ts'
import { readSecret } from '../read-secret.ts'
import { readSecretFile } from '../read-secret-file.ts'

/** The options that say how to sign in. */
export interface M365SignIn {
  readonly clientId?: string
  readonly certificateFile?: string
  readonly privateKeyFile?: string
  readonly federatedTokenFile?: string
  readonly clientSecretFile?: string
}

interface SignedIn {
  readonly credentials: NewIntegration['credentials']
  readonly source: string
}

/**
 * Reads what an app registration signs in with: a certificate, a federated token or a client secret.
 * @throws ConfigError naming the option, never what it holds
 */
export async function readM365Credentials(options: M365SignIn, context: TargetContext): Promise<SignedIn> {
  const { clientId, certificateFile, privateKeyFile, federatedTokenFile, clientSecretFile } = options
  if (clientId === undefined) {
    throw new ConfigError('--client-id: give the application id of the app registration', { field: '--client-id' })
  }
  refuseSeveral(options)
  if (certificateFile !== undefined || privateKeyFile !== undefined) {
    return readCertificate(clientId, certificateFile, privateKeyFile, context)
  }
  if (federatedTokenFile !== undefined) return readFederatedToken(clientId, federatedTokenFile, context)
  if (clientSecretFile === undefined && !context.host.env['M365_CLIENT_SECRET']?.trim()) {
    throw new ConfigError(
      'M365_CLIENT_SECRET: no credentials. Name a certificate with --certificate-file and --private-key-file, or the token of a provider with --federated-token-file, or set M365_CLIENT_SECRET or name a file with --client-secret-file.',
      { field: 'M365_CLIENT_SECRET' },
    )
  }
  const clientSecret = await readSecret(
    {
      what: 'client secret',
      variable: 'M365_CLIENT_SECRET',
      option: '--client-secret-file',
      file: clientSecretFile,
    },
    context,
  )
  return {
    credentials: { kind: 'client-secret', clientId, clientSecret: secret(clientSecret) },
    source: clientSecretFile === undefined ? 'M365_CLIENT_SECRET' : '--client-secret-file',
  }
}

function refuseSeveral({ certificateFile, privateKeyFile, federatedTokenFile, clientSecretFile }: M365SignIn): void {
  const certificate = certificateFile ?? privateKeyFile
  const ways = [
    ...(certificate === undefined ? [] : [certificateFile === undefined ? '--private-key-file' : '--certificate-file']),
    ...(federatedTokenFile === undefined ? [] : ['--federated-token-file']),
    ...(clientSecretFile === undefined ? [] : ['--client-secret-file']),
  ]
  const [first, second] = ways
  if (first === undefined || second === undefined) return
  throw new ConfigError(`${second}: does not go together with ${first}. Sign in one way or the other.`, {
    field: second,
  })
}

/** Such tokens are short-lived: the scan reads the file anew for each of its own. */
async function readFederatedToken(clientId: string, file: string, context: TargetContext): Promise<SignedIn> {
  const option = '--federated-token-file'
  await readSecret({ what: 'token', option, file }, context)
  const assertionFile = resolve(context.host.cwd, file)
  return { credentials: { kind: 'federated-credential', clientId, assertionFile }, source: option }
}

async function readCertificate(
  clientId: string,
  certificateFile: string | undefined,
  privateKeyFile: string | undefined,
  context: TargetContext,
): Promise<SignedIn> {
  if (certificateFile === undefined || privateKeyFile === undefined) {
    const field = certificateFile === undefined ? '--certificate-file' : '--private-key-file'
    throw new ConfigError(`${field}: signing in with a certificate takes --certificate-file and --private-key-file`, {
      field,
    })
  }
  const certificate = await readSecretFile('--certificate-file', certificateFile, context.host.cwd)
  const privateKey = await readSecret(
    { what: 'private key', option: '--private-key-file', file: privateKeyFile },
    context,
  )
  return {
    credentials: { kind: 'certificate', clientId, certificate, privateKey: secret(privateKey) },
    source: '--private-key-file',
  }
}
