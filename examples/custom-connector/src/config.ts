import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'

/** Which workspace is read, and where. */
export interface AcmeNotesConfig {
  /** The API's root. */
  readonly baseUrl: string
}

/** Validates the configuration: unknown settings are refused, so that a typing error does not pass unseen. */
export const acmeNotesConfig: StandardSchemaV1<unknown, AcmeNotesConfig> = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as https://api.notes.example.com' })
    .default('https://api.notes.example.com'),
})
