import type { KeyObject } from 'node:crypto'
import { isSignedBy, parseJsonWebToken } from '@opencasb/simulator-kit'

/** What came of looking at the assertion of an app. */
export type AppAssertion = { readonly appId: string } | { readonly refused: string }

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
  const assertion = parseJsonWebToken(token)
  if (assertion?.header['alg'] !== 'RS256') return unreadable
  const { iss: issuer, iat: issued, exp: expires } = assertion.claims
  if (typeof issuer !== 'string' && typeof issuer !== 'number')
    return { refused: "'Issuer' claim ('iss') must be an Integer" }
  const key = keyOf(String(issuer))
  if (!key) return { refused: 'Integration not found' }
  if (!isSignedBy(assertion, key, ['RS256'])) return unreadable
  const seconds = Math.floor(now / 1000)
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
