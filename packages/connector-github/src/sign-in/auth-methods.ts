import type { StandardSchemaV1 } from '@opencasb/core'
import type { AuthMethod } from '@opencasb/core/connector'
import { z } from 'zod'
import { appInstallation } from './connect-app.ts'

const classicToken = z
  .string({ error: 'give the personal access token' })
  .trim()
  .superRefine((token, context) => {
    const problem = classicProblem(token)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({
    title: 'Personal access token (classic)',
    description: 'It begins with ghp_ and is shown once, when it is generated.',
    format: 'password',
    writeOnly: true,
  })

const fineGrainedToken = z
  .string({ error: 'give the fine-grained personal access token' })
  .trim()
  .superRefine((token, context) => {
    const problem = fineGrainedProblem(token)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({
    title: 'Fine-grained personal access token',
    description: 'It begins with github_pat_ and is shown once, when it is generated.',
    format: 'password',
    writeOnly: true,
  })

const number = (what: string, where: string): z.ZodType<string> =>
  z
    .string({ error: `give the ${what}: ${where}` })
    .trim()
    .regex(/^\d{1,15}$/, `must be the ${what}, digits only: ${where}`)

const appId = number('app id', 'it stands on the settings page of the app').meta({
  title: 'App ID',
  description: 'It stands on the settings page of the app.',
  examples: ['12345'],
})

const installationId = number('installation id', 'the number at the end of the URL of the installation').meta({
  title: 'Installation ID',
  description: 'The number at the end of the URL of the installation.',
  examples: ['67890'],
})

const privateKey = z
  .string({ error: 'give the private key of the app, PEM text' })
  .superRefine((text, context) => {
    const problem = keyProblem(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({
    title: 'Private key',
    description:
      'The text of the PEM file that was downloaded when the key was generated on the settings page of the app.',
    writeOnly: true,
  })

const appSlug = z
  .string({ error: 'give the end of the public page of the app, as in https://github.com/apps/acme' })
  .trim()
  .regex(/^[A-Za-z\d][A-Za-z\d-]{0,99}$/, 'is no name of an app: take the end of https://github.com/apps/acme')
  .meta({
    title: 'App slug',
    description:
      'The end of the public page of the app, as in https://github.com/apps/acme. Where it is given, removing the integration uninstalls the app.',
    examples: ['acme'],
  })

/** The ways to sign in to GitHub. */
export const authMethods: readonly AuthMethod[] = [
  {
    kind: 'github-app',
    title: 'GitHub App',
    schema: appFields({ appId, installationId, privateKey }),
    secrets: ['privateKey'],
    connect: appInstallation,
  },
  {
    kind: 'pat-fine-grained',
    title: 'Fine-grained personal access token',
    schema: fields({ token: fineGrainedToken }),
    secrets: ['token'],
  },
  {
    kind: 'pat-classic',
    title: 'Personal access token (classic)',
    schema: fields({ token: classicToken }),
    secrets: ['token'],
  },
]

/** With what only an app has that is installed by connecting. */
function appFields(
  shape: Record<string, z.ZodType<string>>,
): StandardSchemaV1<unknown, Readonly<Record<string, string>>> {
  return z.strictObject({ ...shape, appSlug: appSlug.optional() }, { error: unknownField }).transform((given) => {
    const entries = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return Object.fromEntries(entries)
  })
}

function unknownField(issue: { readonly code?: string; readonly keys?: unknown }): string | undefined {
  return issue.code === 'unrecognized_keys'
    ? `${(issue.keys as readonly string[]).join(', ')} is no field of these credentials`
    : undefined
}

function fields(shape: Record<string, z.ZodType<string>>): StandardSchemaV1<unknown, Readonly<Record<string, string>>> {
  return z.strictObject(shape, { error: unknownField })
}

/** @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
function classicProblem(token: string): string | undefined {
  if (token.startsWith('github_pat_')) return 'is a fine-grained token: choose the kind pat-fine-grained'
  const other = foreignToken(token)
  if (other) return other
  // Tokens from before 2021 are 40 hexadecimal digits.
  if (/^ghp_\w{10,}$/.test(token) || /^[\da-f]{40}$/.test(token)) return undefined
  return 'is no classic personal access token: those begin with ghp_; create one under Settings, Developer settings'
}

function fineGrainedProblem(token: string): string | undefined {
  if (/^ghp_/.test(token) || /^[\da-f]{40}$/.test(token)) return 'is a classic token: choose the kind pat-classic'
  const other = foreignToken(token)
  if (other) return other
  if (/^github_pat_\w{10,}$/.test(token)) return undefined
  return 'is no fine-grained personal access token: those begin with github_pat_'
}

function foreignToken(token: string): string | undefined {
  if (token.startsWith('ghs_'))
    return 'is the token of an app installation and ends within an hour: choose the kind github-app'
  if (token.startsWith('gho_') || token.startsWith('ghu_'))
    return 'is a token that an app was given for a user: create a personal access token'
  if (token.startsWith('ghr_')) return 'is a refresh token: create a personal access token'
  return undefined
}

function keyProblem(text: string): string | undefined {
  if (/-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(text)) return undefined
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text))
    return 'is encrypted: give it without a passphrase'
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(text)) return 'is a public key: give the private key of the app'
  return 'is no PEM private key: download one from the settings page of the app'
}
