import { createVerify, type KeyObject } from 'node:crypto'

/** What came of looking at the assertion of an app. */
export type AppAssertion = { readonly appId: string } | { readonly refused: string }

function parse(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const unreadable = { refused: 'A JSON web token could not be decoded' }

/**
 * Checks the assertion with which an app signs in: signed with its key by RS256, issued in the past, and at most ten
 * minutes long.
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function readAppAssertion(
  token: string,
  keyOf: (appId: string) => KeyObject | undefined,
  now: number,
): AppAssertion {
  const [head, body, signature, ...rest] = token.split('.')
  const header = parse(head)
  const claims = parse(body)
  if (!header || !claims || signature === undefined || rest.length > 0 || header['alg'] !== 'RS256') return unreadable
  const issuer = claims['iss']
  if (typeof issuer !== 'string' && typeof issuer !== 'number')
    return { refused: "'Issuer' claim ('iss') must be an Integer" }
  const key = keyOf(String(issuer))
  if (!key) return { refused: 'Integration not found' }
  const verify = createVerify('RSA-SHA256').update(`${head}.${body}`)
  if (!verify.verify(key, signature, 'base64url')) return unreadable
  const seconds = Math.floor(now / 1000)
  const issued = claims['iat']
  const expires = claims['exp']
  if (typeof issued !== 'number' || issued > seconds) {
    return {
      refused: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    }
  }
  if (typeof expires !== 'number' || expires <= seconds) {
    return {
      refused:
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    }
  }
  if (expires > seconds + 600) return { refused: "'Expiration time' claim ('exp') is too far in the future" }
  return { appId: String(issuer) }
}
