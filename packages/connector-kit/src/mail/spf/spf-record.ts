/** What a matching mechanism says of the sender: `+`, `-`, `~`, `?`. */
export type SpfQualifier = 'pass' | 'fail' | 'softfail' | 'neutral'

/** What is wrong with the text of a record. */
export interface SpfSyntaxError {
  /** What is wrong, one phrase. */
  readonly message: string
  /** The term that it is about, as written. */
  readonly term: string
  /** Where the term begins, in characters from the beginning of the record. */
  readonly position: number
}

interface Term {
  /** As written. */
  readonly text: string
  readonly position: number
}

interface Hosts {
  /** Absent: the domain of the record. */
  readonly domain?: string
  /** Prefix length for IPv4. @default 32 */
  readonly prefix4: number
  /** Prefix length for IPv6. @default 128 */
  readonly prefix6: number
}

interface Network {
  readonly address: string
  /** Prefix length. */
  readonly prefix: number
}

/** What a mechanism matches. */
export type SpfMatch =
  | { readonly kind: 'all' }
  | { readonly kind: 'include'; readonly domain: string }
  | { readonly kind: 'exists'; readonly domain: string }
  | { readonly kind: 'ptr'; readonly domain?: string }
  | ({ readonly kind: 'a' } & Hosts)
  | ({ readonly kind: 'mx' } & Hosts)
  | ({ readonly kind: 'ip4' } & Network)
  | ({ readonly kind: 'ip6' } & Network)

/** A mechanism with its qualifier. */
export type SpfMechanism = Term & SpfMatch & { readonly qualifier: SpfQualifier }

/** A modifier that is neither `redirect` nor `exp`. */
export interface SpfModifier extends Term {
  readonly name: string
  readonly value: string
}

/** The terms of one SPF record. Macros in domains are kept as text. */
export interface SpfRecord {
  readonly text: string
  /** In order. */
  readonly mechanisms: readonly SpfMechanism[]
  readonly redirect?: string
  readonly exp?: string
  /** Unknown ones, to be ignored. */
  readonly modifiers: readonly SpfModifier[]
  /** Anything here makes a receiver disregard the whole record. */
  readonly errors: readonly SpfSyntaxError[]
}
