import { ConfigError } from '@opencasb/core'
import { z } from 'zod'

/** What is read of a service account's key file. Its addresses are not: tokens come from Google only. */
export interface ServiceAccountKey {
  readonly clientEmail: string
  readonly privateKey: string
  readonly keyId?: string
}

const schema = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(3),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
})

/**
 * Reads the key of a service account, the JSON text as downloaded.
 * @throws ConfigError that says what is wrong and quotes nothing
 */
export function parseServiceAccountKey(text: string): ServiceAccountKey {
  const problem = keyProblem(text)
  const parsed = schema.safeParse(parseJson(text))
  if (problem !== undefined || !parsed.success) {
    throw new ConfigError(`credentials.key ${problem ?? 'cannot be read'}`, { field: 'credentials.key' })
  }
  const { client_email, private_key, private_key_id } = parsed.data
  return {
    clientEmail: client_email,
    privateKey: private_key,
    ...(private_key_id !== undefined && { keyId: private_key_id }),
  }
}

/** What is wrong with the text; `undefined` where nothing is. */
export function keyProblem(text: string): string | undefined {
  if (text.trim() === '') return 'is empty: give the key of the service account, the JSON text as downloaded'
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'is no JSON object: give the whole text of the key file that Google Cloud offers as JSON'
  }
  if (Object.hasOwn(value, 'installed') || Object.hasOwn(value, 'web')) {
    return 'is the secret of an OAuth client: choose the kind admin-oauth, or create a key of a service account'
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return undefined
  const field = parsed.error.issues[0]?.path[0]
  return `is no key of a service account: its field ${String(field)} is missing or not as expected`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
