import type { StandardSchemaV1 } from '@opencasb/core'
import type { AuthMethod } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Options } from '../options.ts'
import { tenantConsent } from './connect-tenant.ts'

const clientId = z
  .string({ error: 'give the application id: "Application (client) ID" of the app registration' })
  .trim()
  .toLowerCase()
  .regex(
    /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/,
    'must be the "Application (client) ID" of the app registration, such as 11111111-2222-3333-4444-555555555555',
  )

const clientSecret = z
  .string({ error: 'give the value of the client secret' })
  .trim()
  .min(1, 'give the value of the client secret')
  .refine(
    (text) => !/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text),
    'is the "Secret ID": give the "Value", which is shown once, when the secret is made',
  )

const certificate = z
  .string({ error: 'give the certificate, PEM text' })
  .refine(
    (text) => /-----BEGIN CERTIFICATE-----/.test(text),
    'is no PEM certificate: begin with -----BEGIN CERTIFICATE-----',
  )

const privateKey = z
  .string({ error: 'give the private key of the certificate, PEM text' })
  .superRefine((text, context) => {
    const problem = keyProblem(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

/** The ways to sign in; what the host brings itself need not be among the credentials. */
export function authMethods(options: M365Options): readonly AuthMethod[] {
  const { sign, assertion } = options
  const methods: readonly (Omit<AuthMethod, 'connect'> & { readonly app: readonly string[] })[] = [
    {
      kind: 'certificate',
      title: 'App registration with a certificate',
      schema: fields({ clientId, certificate, ...(sign === undefined && { privateKey }) }),
      secrets: sign === undefined ? ['privateKey'] : [],
      app: ['clientId', 'certificate', ...(sign === undefined ? ['privateKey'] : [])],
    },
    {
      kind: 'federated-credential',
      title: 'App registration with a federated credential',
      schema: assertion === undefined ? federated : fields({ clientId }),
      secrets: assertion === undefined ? ['assertion'] : [],
      app: ['clientId', ...(assertion === undefined ? ['assertionFile'] : [])],
    },
    {
      kind: 'client-secret',
      title: 'App registration with a client secret',
      schema: fields({ clientId, clientSecret }),
      secrets: ['clientSecret'],
      app: ['clientId', 'clientSecret'],
    },
  ]
  return methods.map(({ app, ...method }) => ({ ...method, connect: tenantConsent(method, app, options) }))
}

type Fields = Readonly<Record<string, string>>

const federated: StandardSchemaV1<unknown, Fields> = z
  .strictObject(
    {
      clientId,
      assertion: z.string().trim().min(1, 'is empty: give the token of the other identity provider').optional(),
      assertionFile: z.string().trim().min(1, 'is empty: give the path of the file with the token').optional(),
    },
    { error: unknownField },
  )
  .superRefine(({ assertion, assertionFile }, context) => {
    if ((assertion === undefined) === (assertionFile === undefined)) {
      const message =
        'give either assertion, the token of the other identity provider, or assertionFile, where it is kept'
      context.addIssue({ code: 'custom', path: ['assertion'], message })
    }
  })
  .transform(
    ({ clientId, assertion, assertionFile }): Fields => ({
      clientId,
      ...(assertion !== undefined && { assertion }),
      ...(assertionFile !== undefined && { assertionFile }),
    }),
  )

function fields(shape: Record<string, z.ZodType<string>>): StandardSchemaV1<unknown, Fields> {
  return z.strictObject(shape, { error: unknownField })
}

function unknownField(issue: {
  readonly code?: string | undefined
  readonly keys?: readonly string[]
}): string | undefined {
  return issue.code === 'unrecognized_keys' ? `${issue.keys?.join(', ')} is no field of these credentials` : undefined
}

function keyProblem(text: string): string | undefined {
  if (/-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(text)) return undefined
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text))
    return 'is encrypted: give it without a passphrase'
  if (/-----BEGIN (?:PUBLIC KEY|CERTIFICATE)-----/.test(text))
    return 'is not the private key: give the private key of the certificate'
  return 'is no PEM private key: it must begin with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----'
}
