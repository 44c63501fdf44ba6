import { createHash, randomBytes } from 'node:crypto'
import type { StoredCredentials } from '../contract/credentials.ts'
import { CredentialError } from '../errors/credential-error.ts'
import { secret } from '../model/secret.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import type { ConnectAttempt } from './integrations-service.ts'

/** How long an administrator may take at the vendor. */
const openMs = 10 * 60 * 1000

/** An attempt to connect, as it is kept until the administrator comes back. */
export interface OpenAttempt {
  readonly given: Omit<ConnectAttempt, 'credentials'>
  readonly kind: string
  /** The fields of the host's own app at the vendor. */
  readonly app: Readonly<Record<string, string>>
  readonly codeVerifier: string
  readonly nonce: string
}

/** An attempt with what ties the answer to it. */
export interface NewAttempt extends OpenAttempt {
  readonly state: string
  readonly codeChallenge: string
  readonly expiresAt: string
}

type Store = Pick<ScannerContext, 'credentials' | 'clock'>

/** Makes an attempt; it is kept with {@link keepAttempt}. */
export function newAttempt(
  { clock }: Pick<ScannerContext, 'clock'>,
  begun: Pick<OpenAttempt, 'given' | 'kind' | 'app'>,
): NewAttempt {
  const codeVerifier = unguessable()
  return {
    ...begun,
    codeVerifier,
    nonce: unguessable(),
    state: unguessable(),
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    expiresAt: new Date(clock.now() + openMs).toISOString(),
  }
}

/** Keeps an attempt where every worker finds it, sealed as credentials are. */
export async function keepAttempt({ credentials }: Store, attempt: NewAttempt): Promise<void> {
  const { state, expiresAt, codeChallenge: _, ...open } = attempt
  const attemptText = JSON.stringify(open satisfies OpenAttempt)
  await credentials.write(refOf(state), stored({ expiresAt }, { attempt: secret(attemptText) }))
}

/**
 * Takes the attempt of a state, which nobody can do twice.
 * @throws CredentialError where there is none, or it is used or too old
 */
export async function takeAttempt({ credentials, clock }: Store, state: string): Promise<OpenAttempt> {
  const ref = refOf(state)
  const found = await credentials.read(ref)
  const text = found?.credentials.secrets['attempt']
  if (!found || !text) throw new CredentialError('This attempt to connect is unknown or was used already; begin again')
  // Whoever replaces it first has it; what remains holds no secret.
  if (!(await credentials.replace(ref, stored({ used: 'yes' }, {}), found.version))) {
    throw new CredentialError('This attempt to connect was used already; begin again')
  }
  await credentials.destroy(ref)
  if (Date.parse(found.credentials.fields['expiresAt'] ?? '') > clock.now()) {
    return JSON.parse(text.reveal()) as OpenAttempt
  }
  throw new CredentialError('This attempt to connect took too long; begin again')
}

/** 256 bits. */
function unguessable(): string {
  return randomBytes(32).toString('base64url')
}

/** The state itself is nowhere written down. */
function refOf(state: string): string {
  return `connect:${createHash('sha256').update(state).digest('hex')}`
}

function stored(fields: StoredCredentials['fields'], secrets: StoredCredentials['secrets']): StoredCredentials {
  return { kind: 'connect', fields, secrets }
}
