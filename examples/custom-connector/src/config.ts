import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'

/** Which workspace is read, and where. */
export interface AcmeNotesConfig {
  /** The API's root. */
  readonly baseUrl: string
}

/** The configuration as a host gives it: what has a default may be left out. */
export type AcmeNotesConfigInput = {
  readonly baseUrl?: string | undefined
}

/** Validates the configuration: unknown settings are refused, so that a typing error does not pass unseen. */
export const acmeNotesConfig: StandardSchemaV1<AcmeNotesConfigInput, AcmeNotesConfig> = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as https://api.notes.example.com' })
    .default('https://api.notes.example.com')
    // Hosts make forms of the schema: title and description are what stands beside the field.
    .meta({ title: 'API URL', description: "The API's root." }),
})
