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

/** Where a term stands in its record. */
export interface SpfTerm {
  /** As written. */
  readonly text: string
  readonly position: number
}

/** Hosts that a mechanism names, with the networks around them. */
export interface SpfHosts {
  /** Absent: the domain of the record. */
  readonly domain?: string
  /** Prefix length for IPv4. @default 32 */
  readonly prefix4: number
  /** Prefix length for IPv6. @default 128 */
  readonly prefix6: number
}

/** A network of addresses. */
export interface SpfNetwork {
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
  | ({ readonly kind: 'a' } & SpfHosts)
  | ({ readonly kind: 'mx' } & SpfHosts)
  | ({ readonly kind: 'ip4' } & SpfNetwork)
  | ({ readonly kind: 'ip6' } & SpfNetwork)

/** A mechanism with its qualifier. */
export type SpfMechanism = SpfTerm & SpfMatch & { readonly qualifier: SpfQualifier }

/** A modifier that is neither `redirect` nor `exp`. */
export interface SpfModifier extends SpfTerm {
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
