import { constants, type KeyObject, verify } from 'node:crypto'

/** A JSON web token that was taken apart; nothing about it is verified yet. */
export interface JsonWebToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  /** What was signed. */
  readonly signed: string
  /** In base64url. */
  readonly signature: string
}

/** Algorithms of signatures that can be verified. */
export type SignatureAlgorithm = 'RS256' | 'PS256'

/** Takes a token apart; `undefined` where it is none. */
export function parseJsonWebToken(token: string): JsonWebToken | undefined {
  const [head, body, signature, ...rest] = token.split('.')
  const header = parsePart(head)
  const claims = parsePart(body)
  if (!header || !claims || signature === undefined || rest.length > 0) return undefined
  return { header, claims, signed: `${head}.${body}`, signature }
}

/**
 * Whether a token was signed with the private key that belongs to this public one, by an algorithm that is allowed.
 * @param algorithms @default both
 */
export function isSignedBy(
  { header, signed, signature }: JsonWebToken,
  key: KeyObject,
  algorithms: readonly SignatureAlgorithm[] = ['RS256', 'PS256'],
): boolean {
  const algorithm = algorithms.find((one) => one === header['alg'])
  if (!algorithm) return false
  const padding = algorithm === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  const options =
    algorithm === 'PS256' ? { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : { key, padding }
  return verify('sha256', Buffer.from(signed), options, Buffer.from(signature, 'base64url'))
}

/** What is wrong with the times of a token. */
export type TimeProblem = 'no-expiry' | 'expired' | 'from-the-future' | 'too-long'

/** What {@link timeProblem} takes. */
export interface TimeRules {
  /** Milliseconds since 1970. */
  readonly now: number
  /** How long after now it may end. @default however long */
  readonly longestSeconds?: number
  /** By how much clocks may differ. @default 0 */
  readonly leewaySeconds?: number
}

/** Looks at `exp`, and at `iat` and `nbf` where they are there. */
export function timeProblem(
  { claims }: Pick<JsonWebToken, 'claims'>,
  { now, longestSeconds = Number.POSITIVE_INFINITY, leewaySeconds = 0 }: TimeRules,
): TimeProblem | undefined {
  const seconds = now / 1000
  const { exp, iat, nbf } = claims
  if (typeof exp !== 'number') return 'no-expiry'
  if (exp <= seconds - leewaySeconds) return 'expired'
  if ([iat, nbf].some((from) => typeof from === 'number' && from > seconds + leewaySeconds)) return 'from-the-future'
  if (exp > seconds + longestSeconds + leewaySeconds) return 'too-long'
  return undefined
}

function parsePart(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
