import { baseUrlProblem } from '@opencasb/connector-kit'
import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'

/** Which organisations are read, and where. */
export interface GithubConfig {
  /**
   * Logins of the organisations. The first one names the tenant: adding others behind it keeps the identity of all
   * findings, putting another one first does not.
   */
  readonly organizations: readonly string[]
  /** The REST API's root: `https://api.github.com`, or `https://github.example.com/api/v3` for GitHub Enterprise Server. */
  readonly baseUrl: string
}

/** The configuration as a host gives it: what has a default may be left out. */
export type GithubConfigInput = {
  /** Logins of the organisations. The first one names the tenant. */
  readonly organizations: readonly string[]
  /** @default 'https://api.github.com' */
  readonly baseUrl?: string | undefined
}

/** Where the API of github.com is. */
const githubDotCom = 'https://api.github.com'

const login = z
  .string({ error: 'must be the login of an organisation, as in https://github.com/acme' })
  .regex(
    /^[A-Za-z\d](?:[A-Za-z\d-]{0,37}[A-Za-z\d])?$/,
    'is no login of an organisation: letters, digits and single hyphens inside, at most 39 characters; give "acme", not a URL',
  )
  .meta({ examples: ['acme'] })

const baseUrl = z
  .string({ error: 'must be a URL' })
  .overwrite((text) => text.replace(/\/+$/, ''))
  .superRefine((text, context) => {
    const problem = problemOf(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

/** Validates the configuration of the GitHub connector. */
export const githubConfig: StandardSchemaV1<GithubConfigInput, GithubConfig> = z.strictObject(
  {
    organizations: z
      .array(login, { error: 'must be a list of organisation logins' })
      .min(1, 'name at least one organisation')
      .refine(
        (logins) => new Set(logins.map((name) => name.toLowerCase())).size === logins.length,
        'names an organisation twice',
      )
      .meta({
        title: 'Organizations',
        description:
          'Logins of the organisations, as in https://github.com/acme. The first one names the tenant: add others behind it.',
      }),
    baseUrl: baseUrl.default(githubDotCom).meta({
      title: 'API URL',
      description: 'The root of the REST API: on GitHub Enterprise Server https://HOSTNAME/api/v3.',
      examples: [githubDotCom, 'https://github.example.com/api/v3'],
    }),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')} is no setting of this connector; it takes organizations and baseUrl`
        : undefined,
  },
)

function problemOf(text: string): string | undefined {
  const problem = baseUrlProblem(text, 'https://github.example.com/api/v3')
  if (problem) return problem
  const url = new URL(text)
  if (url.hostname === 'github.com' || url.hostname === 'www.github.com') return `the API is at ${githubDotCom}`
  if (url.hostname === 'api.github.com' && url.pathname !== '/') return `the API of github.com is at ${githubDotCom}`
  return undefined
}
