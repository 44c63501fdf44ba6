import { baseUrlProblem } from '@opencasb/connector-kit'
import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'

/** Which organisation is read, and how much of its quota may be used. */
export interface SalesforceConfig {
  readonly baseUrls: {
    /**
     * Where tokens are asked for: `https://login.salesforce.com`, `https://test.salesforce.com` for sandboxes, or the
     * organisation's My Domain (`https://acme.my.salesforce.com`), which client credentials need.
     * @default 'https://login.salesforce.com'
     */
    readonly login: string
    /** Where the API is asked. @default what Salesforce names when it gives the token */
    readonly api?: string | undefined
  }
  /**
   * The audience of JWTs, where it is not told by `baseUrls.login`: `https://login.salesforce.com`,
   * `https://test.salesforce.com` or the URL of an Experience Cloud site.
   */
  readonly audience?: string | undefined
  /** The part of the organisation's daily API requests that one scan may use. @default 0.1 */
  readonly dailyShare: number
}

/** The configuration as a host gives it: what has a default may be left out. */
export type SalesforceConfigInput = {
  readonly baseUrls?:
    | {
        /** Where tokens are asked for. @default 'https://login.salesforce.com' */
        readonly login?: string | undefined
        /** Where the API is asked. @default what Salesforce names when it gives the token */
        readonly api?: string | undefined
      }
    | undefined
  /** The audience of JWTs, where it is not told by `baseUrls.login`. */
  readonly audience?: string | undefined
  /** The part of the organisation's daily API requests that one scan may use. @default 0.1 */
  readonly dailyShare?: number | undefined
}

const url = z
  .string({ error: 'must be a URL' })
  .overwrite((text) => text.replace(/\/+$/, ''))
  .superRefine((text, context) => {
    const problem = problemOf(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

const unknownKeys = (known: string) => ({
  error: (issue: { readonly code?: string }) =>
    issue.code === 'unrecognized_keys' ? `has a setting that is unknown; it takes ${known}` : undefined,
})

/** Validates the configuration of the Salesforce connector. */
export const salesforceConfig: StandardSchemaV1<SalesforceConfigInput, SalesforceConfig> = z.strictObject(
  {
    baseUrls: z
      .strictObject(
        {
          login: url.default('https://login.salesforce.com').meta({
            title: 'Login URL',
            description:
              'Where tokens are asked for: https://login.salesforce.com, https://test.salesforce.com for sandboxes, or the My Domain of the organisation, which client credentials need.',
            examples: ['https://login.salesforce.com', 'https://test.salesforce.com', 'https://acme.my.salesforce.com'],
          }),
          api: url.optional().meta({
            title: 'API URL',
            description: 'Where the API is asked: for gateways. Otherwise Salesforce names it when it gives the token.',
            examples: ['https://gateway.example.com'],
          }),
        },
        unknownKeys('login and api'),
      )
      .default({ login: 'https://login.salesforce.com' })
      .meta({ title: 'Base URLs', description: 'Where Salesforce is.' }),
    audience: url.optional().meta({
      title: 'Audience',
      description:
        'Whom JWTs are for, where the login URL does not tell it: https://login.salesforce.com, https://test.salesforce.com or the URL of an Experience Cloud site.',
      examples: ['https://login.salesforce.com', 'https://test.salesforce.com'],
    }),
    dailyShare: z
      .number({ error: 'must be a number from 0.001 to 1, such as 0.1' })
      .min(0.001, 'must be at least 0.001')
      .max(1, 'must be at most 1')
      .default(0.1)
      .meta({
        title: 'Share of the daily API requests',
        description:
          'The part of them that one scan may use; before it is used up the scan stops, and goes on the next day.',
      }),
  },
  unknownKeys('baseUrls, audience and dailyShare'),
)

function problemOf(text: string): string | undefined {
  const problem = baseUrlProblem(text, 'https://acme.my.salesforce.com')
  if (problem) return problem
  return new URL(text).hostname.endsWith('.lightning.force.com')
    ? 'is the address of the pages; the API is at https://<My Domain>.my.salesforce.com'
    : undefined
}
