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
    /^[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}$/,
    'must be the "Application (client) ID" of the app registration, such as 11111111-2222-3333-4444-555555555555',
  )
  .meta({
    title: 'Application (client) ID',
    description: 'It stands in the overview of the app registration.',
    examples: ['01234567-89ab-cdef-0123-456789abcdef'],
  })

const clientSecret = z
  .string({ error: 'give the value of the client secret' })
  .trim()
  .min(1, 'give the value of the client secret')
  .refine(
    (text) => !/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text),
    'is the "Secret ID": give the "Value", which is shown once, when the secret is made',
  )
  .meta({
    title: 'Client secret',
    description:
      'The "Value" under "Certificates & secrets", "Client secrets", which is shown once; not the "Secret ID".',
    format: 'password',
    writeOnly: true,
  })

const certificate = z
  .string({ error: 'give the certificate, PEM text' })
  .refine(
    (text) => /-----BEGIN CERTIFICATE-----/.test(text),
    'is no PEM certificate: begin with -----BEGIN CERTIFICATE-----',
  )
  .meta({
    title: 'Certificate',
    description: 'PEM text of the certificate that was uploaded under "Certificates & secrets", "Certificates".',
  })

const privateKey = z
  .string({ error: 'give the private key of the certificate, PEM text' })
  .superRefine((text, context) => {
    const problem = keyProblem(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({
    title: 'Private key',
    description: 'PEM text of the private key that belongs to the certificate, without a passphrase.',
    writeOnly: true,
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
      assertion: z.string().trim().min(1, 'is empty: give the token of the other identity provider').optional().meta({
        title: 'Federated token',
        description: 'The token of the other identity provider. Give this or the file, not both.',
        format: 'password',
        writeOnly: true,
      }),
      assertionFile: z
        .string()
        .trim()
        .min(1, 'is empty: give the path of the file with the token')
        .optional()
        .meta({
          title: 'Federated token file',
          description:
            'The path of the file with that token on the machine that scans, read each time anew. Not for others than those who run that machine.',
          examples: ['/var/run/secrets/azure/tokens/azure-identity-token'],
        }),
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
