import { Dice } from '../world/dice.ts'

/** A token as it is found again. */
export type TokenState<G> =
  | { readonly kind: 'good'; readonly grant: G }
  /** Never issued. */
  | { readonly kind: 'unknown' }
  /** Its time is over, or it was ended before. */
  | { readonly kind: 'expired'; readonly grant: G }
  /** It was taken back. */
  | { readonly kind: 'revoked'; readonly grant: G }

/** How {@link IssuedTokens.issue} makes a token. */
export interface TokenIssue {
  /** Milliseconds since 1970. */
  readonly now: number
  /** @default it does not end by itself */
  readonly lifetimeMs?: number
  /** What the token begins with. @default nothing */
  readonly prefix?: string
  /** Characters after the prefix. @default 40 */
  readonly length?: number
}

/** A token that was handed out. */
export interface IssuedToken {
  readonly token: string
  /** Milliseconds since 1970; absent where it does not end by itself. */
  readonly expiresAt?: number
}

interface Entry<G> {
  grant: G
  expiresAt: number
  revoked: boolean
}

/** The access tokens that a simulator issued, with what each was granted. The same seed issues the same tokens. */
export class IssuedTokens<G> {
  readonly #dice: Dice
  readonly #entries = new Map<string, Entry<G>>()
  #issued = 0

  constructor(seed: number) {
    this.#dice = new Dice(seed, 'issued tokens')
  }

  issue(grant: G, { now, lifetimeMs, prefix = '', length = 40 }: TokenIssue): IssuedToken {
    const token = prefix + this.#dice.hex(length, ++this.#issued, 1)
    const expiresAt = lifetimeMs === undefined ? Number.POSITIVE_INFINITY : now + lifetimeMs
    this.#entries.set(token, { grant, expiresAt, revoked: false })
    return lifetimeMs === undefined ? { token } : { token, expiresAt }
  }

  lookup(token: string, now: number): TokenState<G> {
    const entry = this.#entries.get(token)
    if (!entry) return { kind: 'unknown' }
    const { grant, expiresAt, revoked } = entry
    if (revoked) return { kind: 'revoked', grant }
    return expiresAt <= now ? { kind: 'expired', grant } : { kind: 'good', grant }
  }

  /** Ends tokens before their time, all of them or those that fit. */
  expire(fits: (grant: G) => boolean = () => true): void {
    for (const entry of this.#entries.values()) {
      if (fits(entry.grant)) entry.expiresAt = Number.NEGATIVE_INFINITY
    }
  }

  /** Takes tokens back, all of them or those that fit. */
  revoke(fits: (grant: G) => boolean = () => true): void {
    for (const entry of this.#entries.values()) if (fits(entry.grant)) entry.revoked = true
  }

  /** Gives tokens that are out already another grant; `undefined` leaves a token as it is. */
  change(to: (grant: G) => G | undefined): void {
    for (const entry of this.#entries.values()) entry.grant = to(entry.grant) ?? entry.grant
  }
}
