import type { ServiceAccount } from './service-account.ts'
import { isTokenRefusal, type TokenRefusal } from './token-refusal.ts'

/** How many scopes are tried at the same time. */
const width = 4

/**
 * Finds out which scopes are delegated to a service account. Google refuses a token as a whole where one of its scopes
 * is not delegated, so that one request answers for all where they are, and one each where they are not.
 * @throws TokenRefusal where none of them is delegated, or the credentials are refused for another reason
 */
export async function findGrantedScopes(
  account: ServiceAccount,
  scopes: readonly string[],
  subject: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const refusal = await refusalOf(account, scopes, subject, signal)
  if (!refusal) return new Set(scopes)
  const granted = new Set<string>()
  const waiting = [...scopes]
  const probe = async (): Promise<void> => {
    for (let scope = waiting.shift(); scope !== undefined; scope = waiting.shift()) {
      if (!(await refusalOf(account, [scope], subject, signal))) granted.add(scope)
    }
  }
  await Promise.all(Array.from({ length: width }, probe))
  if (granted.size === 0) throw refusal
  return granted
}

/** Only what is said about scopes: a refused key or user is thrown. */
async function refusalOf(
  account: ServiceAccount,
  scopes: readonly string[],
  subject: string,
  signal: AbortSignal,
): Promise<TokenRefusal | undefined> {
  try {
    await account.fetchToken(scopes, subject, signal)
    return undefined
  } catch (error) {
    if (isTokenRefusal(error) && aboutScopes.has(error.reason)) return error
    throw error
  }
}

const aboutScopes: ReadonlySet<string> = new Set(['unauthorized_client', 'access_denied', 'invalid_scope'])
