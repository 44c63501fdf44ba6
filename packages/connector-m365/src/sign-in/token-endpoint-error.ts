import type { AnswerToClassify, Classification } from '@opencasb/connector-kit'
import { ConfigError, CredentialError } from '@opencasb/core'
import { z } from 'zod'

const errorSchema = z.object({
  error: z.string(),
  error_codes: z.array(z.number()).optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
})

/** Which field a refusal is about, and what to do. */
interface Remedy {
  /** Absent where the credentials are refused rather than written wrongly. */
  readonly field?: string
  readonly message: string
}

/** @see https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes */
const remedies: Readonly<Record<number, Remedy>> = {
  7000222: {
    message: 'The client secret has expired: make a new one under "Certificates & secrets" of the app registration',
  },
  7000215: {
    message: 'The client secret is wrong: give the "Value" of the secret, not its "Secret ID"',
  },
  700016: {
    field: 'credentials.clientId',
    message:
      'the tenant knows no such application: check the id and the tenant, and that an administrator has consented',
  },
  7000229: {
    field: 'credentials.clientId',
    message: 'the application has no service principal in the tenant: an administrator has to consent to it first',
  },
  90002: {
    field: 'config.tenant',
    message: 'there is no such tenant in this cloud: check config.tenant and config.cloud',
  },
  900023: { field: 'config.tenant', message: 'is neither the id nor a domain of a tenant' },
  900382: { field: 'config.cloud', message: 'the tenant is in another cloud: set config.cloud' },
  700027: {
    message:
      'The certificate is not accepted: upload it under "Certificates & secrets" of the app registration, and check that it has not expired',
  },
  700024: { message: 'The assertion is not valid now: check the clock of this machine, or how old the assertion is' },
  700213: {
    message:
      'No federated credential of the app registration has the subject of the assertion: compare "Subject identifier" under "Federated credentials"',
  },
  700211: {
    message:
      'No federated credential of the app registration has the issuer of the assertion: compare "Issuer" under "Federated credentials"',
  },
  700212: {
    message:
      'No federated credential of the app registration has the audience of the assertion: compare "Audience" under "Federated credentials"',
  },
  7000112: {
    message: 'The application is disabled in the tenant: enable it under "Enterprise applications", "Properties"',
  },
  53003: {
    message:
      'A Conditional Access policy for workload identities blocks the application: allow the place that scans come from',
  },
}

/** The assertion's times do not suit Microsoft's clock. */
export const assertionTimeCode = 700024

/** A refusal with the number that Microsoft gave it. */
export class SignInRefusedError extends CredentialError {
  readonly aadsts: number | undefined

  constructor(message: string, aadsts: number | undefined) {
    super(message)
    this.aadsts = aadsts
  }
}

/** Says what an answer of the token endpoint means. The description is left out: it quotes ids and time stamps. */
export function classifyTokenAnswer({ status, body, headers }: AnswerToClassify): Classification | undefined {
  if (status < 400 || status === 429 || status >= 500) return undefined
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success || headers['retry-after'] !== undefined) return undefined
  const code =
    parsed.data.error_codes?.[0] ?? Number(/AADSTS(\d+)/.exec(parsed.data.error_description ?? '')?.[1] ?? Number.NaN)
  const remedy = remedies[code]
  const label = Number.isNaN(code) ? parsed.data.error : `AADSTS${code}`
  if (remedy?.field !== undefined) {
    const { field, message } = remedy
    return { kind: 'fatal', error: new ConfigError(`${field}: ${message} (${label})`, { field }) }
  }
  const message = remedy?.message ?? 'Microsoft does not accept the credentials of the application'
  return {
    kind: 'fatal',
    error: new SignInRefusedError(`${message} (${label})`, Number.isNaN(code) ? undefined : code),
  }
}
