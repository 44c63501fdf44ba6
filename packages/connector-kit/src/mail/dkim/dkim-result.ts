/** A DKIM key record. */
export interface DkimKey {
  readonly text: string
  /** `k`. @default 'rsa' */
  readonly type: string
  /** `p` is empty: the key was withdrawn. */
  readonly revoked: boolean
  /** `t=y`: receivers are asked to treat the mail as if it was not signed. */
  readonly testing: boolean
  /** `t=s`: the signing domain must be the sender's domain itself. */
  readonly strict: boolean
  /** Length of the key; `undefined` where it is revoked, unreadable or of an unknown type. */
  readonly bits: number | undefined
  /** Anything here makes receivers disregard the key. */
  readonly problems: readonly string[]
}

/** What one selector has. */
export interface DkimSelector {
  readonly selector: string
  /** @example 'google._domainkey.example.com' */
  readonly name: string
  readonly status: 'none' | 'ok' | 'revoked' | 'invalid'
  /** The key that counts; absent where there is none. */
  readonly key?: DkimKey
}

/** The DKIM keys of a domain under the selectors that were asked for. */
export interface DkimResult {
  readonly domain: string
  readonly selectors: readonly DkimSelector[]
}
