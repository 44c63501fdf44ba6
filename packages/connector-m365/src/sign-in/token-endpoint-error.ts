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
    message:
      'credentials.clientId: the tenant knows no such application: it was deleted, or the consent was taken back; let an administrator consent again, or check the id and config.tenant',
  },
  700011: {
    message:
      'credentials.clientId: the tenant knows no such application: it was deleted, or the consent was taken back; let an administrator consent again',
  },
  7000229: {
    message:
      'credentials.clientId: the application has no service principal in the tenant: an administrator has to consent to it first',
  },
  65001: {
    message: 'The consent of an administrator is missing or was taken back: let an administrator consent again',
  },
  650056: {
    message: 'The consent of an administrator is missing or was taken back: let an administrator consent again',
  },
  65004: { message: 'The administrator declined: connect again, and accept' },
  90094: { message: 'Only an administrator can consent: connect again, signed in as one' },
  90095: { message: 'Only an administrator can consent: connect again, signed in as one' },
  50194: {
    message:
      'The application is for its own tenant only: choose "Accounts in any organizational directory" in its registration',
  },
  700005: {
    message: 'The code is of another tenant than the one that was asked for: connect again, signed in to the right one',
  },
  501481: { message: 'The code does not belong to this attempt to connect: connect again' },
  70008: { message: 'The code or grant has expired: connect again' },
  70000: { message: 'The code or grant is not accepted: it was used, revoked or has expired; connect again' },
  70001: { message: 'The application is disabled or gone: enable it, or register another one' },
  1000031: { message: 'The application is blocked: its administrator contacts Microsoft' },
  70002: { message: 'The client secret is wrong: give the "Value" of the secret, not its "Secret ID"' },
  7000218: { message: 'The application proved itself by nothing: give a client secret or a certificate' },
  700030: { message: 'The subject of the certificate is not accepted: use one that the app registration trusts' },
  530032: {
    message: 'A security policy of the tenant blocks the application: allow the place that scans come from',
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

/** What signed the assertion is not accepted; the description says whether it has expired. */
const wrongCertificateCode = 700027

/** A refusal with the number that Microsoft gave it. */
export class SignInRefusedError extends CredentialError {
  readonly aadsts: number | undefined

  constructor(message: string, aadsts: number | undefined) {
    super(message)
    this.aadsts = aadsts
  }
}

const expiredCertificate =
  'The certificate has expired: upload a new one under "Certificates & secrets" of the app registration, and connect again with it'

/** Says what an answer of the token endpoint means. The description is left out: it quotes ids and time stamps. */
export function classifyTokenAnswer({ status, body, headers }: AnswerToClassify): Classification | undefined {
  if (status < 400 || status === 429 || status >= 500) return undefined
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success || headers['retry-after'] !== undefined) return undefined
  const { error, error_codes: codes, error_description: description = '' } = parsed.data
  const code = codes?.[0] ?? codeIn(description)
  const label = code === undefined ? error : `AADSTS${code}`
  const unknown = new SignInRefusedError(
    `Microsoft does not accept the credentials of the application (${label})`,
    code,
  )
  return { kind: 'fatal', error: refusalOf(code, description) ?? unknown }
}

/** Says what a refusal is about whose number stands in its description; `undefined` where the number is not known. */
export function explainRefusal(description: string): Error | undefined {
  return refusalOf(codeIn(description), description)
}

function codeIn(description: string): number | undefined {
  const found = /AADSTS(\d+)/.exec(description)?.[1]
  return found === undefined ? undefined : Number(found)
}

function refusalOf(code: number | undefined, description: string): ConfigError | SignInRefusedError | undefined {
  const remedy = code === undefined ? undefined : remedies[code]
  if (!remedy) return undefined
  const { field } = remedy
  if (field !== undefined) return new ConfigError(`${field}: ${remedy.message} (AADSTS${code})`, { field })
  const isExpired = code === wrongCertificateCode && /expired/i.test(description)
  return new SignInRefusedError(`${isExpired ? expiredCertificate : remedy.message} (AADSTS${code})`, code)
}
