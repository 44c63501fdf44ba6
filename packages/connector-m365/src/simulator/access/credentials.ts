import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { Dice, IssuedTokens, type KeyPair, StableIds, simulatorKeyPair } from '@opencasb/simulator-kit'
import type { AppRegistration, M365AuthKind } from './app-registration.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

/** What a scan signs in with, as the connector takes it. */
export type IssuedCredentials = { readonly kind: M365AuthKind } & Readonly<Record<string, string>>

const issuer = 'https://token.example.com'
/** What Microsoft wants assertions of others to be made for. */
export const federatedAudience = 'api://AzureADTokenExchange'

/** Registered applications of a tenant, and the tokens that they were given. */
export class Credentials {
  readonly tokens: IssuedTokens<AppRegistration>
  readonly #seed: number
  readonly #apps = new Map<string, AppRegistration>()
  #certificate: string | undefined

  constructor(seed: number) {
    this.#seed = seed
    this.tokens = new IssuedTokens(seed)
  }

  get keyPair(): KeyPair {
    return simulatorKeyPair()
  }

  get certificate(): string {
    this.#certificate ??= selfSignedCertificate(this.keyPair.pkcs8, this.keyPair.publicKey)
    return this.#certificate
  }

  /** SHA-256 of the certificate, as assertions name it. */
  get thumbprint(): string {
    return createHash('sha256').update(new X509Certificate(this.certificate).raw).digest('base64url')
  }

  find(clientId: string): AppRegistration | undefined {
    return this.#apps.get(clientId.toLowerCase())
  }

  /** Registers an application with exactly these permissions. */
  register(
    kind: M365AuthKind,
    roles: readonly string[],
    now: number,
  ): { credentials: IssuedCredentials; secrets: string[] } {
    const number = this.#apps.size
    const clientId = new StableIds(this.#seed, 'client ids').uuid(number)
    const secret = `sim~${new Dice(this.#seed, 'client secrets').hex(36, number, 1)}`
    const subject = `repo:acme/scanner-${number}`
    this.#apps.set(clientId, { clientId, kind, secret, subject, roles, revoked: false })
    if (kind === 'client-secret') {
      return { credentials: { kind, clientId, clientSecret: secret }, secrets: [secret] }
    }
    const { pkcs8, secrets } = this.keyPair
    if (kind === 'certificate') {
      return {
        credentials: { kind, clientId, certificate: this.certificate, privateKey: pkcs8 },
        secrets: [...secrets],
      }
    }
    const assertion = this.#foreignToken(subject, now)
    return { credentials: { kind, clientId, assertion }, secrets: [assertion] }
  }

  revokeAll(): void {
    for (const app of this.#apps.values()) app.revoked = true
    this.tokens.revoke()
  }

  /** What another identity provider would have issued. */
  #foreignToken(subject: string, now: number): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const exp = Math.floor(now / 1000) + 86_400
    const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: issuer, sub: subject, aud: federatedAudience, exp })}`
    const signature = sign('sha256', Buffer.from(signed), createPrivateKey(this.keyPair.pkcs8))
    return `${signed}.${signature.toString('base64url')}`
  }
}
