import type { SpfQualifier } from './spf-record.ts'

/** Why receivers cannot evaluate the SPF of a domain (RFC 7208 calls it a permanent error). */
export interface SpfProblem {
  readonly kind:
    | 'several-records'
    | 'syntax'
    /** More than 10 terms that make receivers ask DNS. */
    | 'too-many-lookups'
    /** More than 2 look-ups that find nothing. */
    | 'too-many-void-lookups'
    /** More than 10 mail servers behind an `mx`. */
    | 'too-many-mail-servers'
    /** A record that includes or redirects to itself. */
    | 'loop'
    /** An `include` or `redirect` of a domain without SPF. */
    | 'missing-target'
  /** One sentence. */
  readonly message: string
  /** The domain whose record is at fault. */
  readonly domain: string
  /** The term at fault, as written. */
  readonly term?: string
}

/** The domain has no SPF record. */
export interface SpfNone {
  readonly status: 'none'
  readonly domain: string
}

interface SpfPublished {
  readonly domain: string
  /** The SPF records of the domain itself, as published. */
  readonly records: readonly string[]
}

/** What could be told by walking the records. */
export interface SpfWalk {
  /** Terms that make receivers ask DNS for a sender that matches nothing before the end; not followed beyond 50. */
  readonly lookups: number
  /** Look-ups that found nothing, as far as they can be known without a sender. */
  readonly voidLookups: number
  /** What is said of senders that no mechanism matches. */
  readonly otherwise: SpfQualifier
  /**
   * Where `otherwise` comes from; `default` where neither `all` nor `redirect` says it. `message`: a `redirect` depends
   * on the message, so that nobody can tell it beforehand, and `otherwise` says nothing.
   */
  readonly otherwiseFrom: 'all' | 'redirect' | 'default' | 'message'
  /** Share of the public unicast addresses that pass, 0 to 1; 1 only where all of them do. */
  readonly passing: { readonly ipv4: number; readonly ipv6: number }
  /** Terms by which more than a thousandth of all addresses passes: `example.net: ip4:0.0.0.0/1`. */
  readonly widest: readonly string[]
  /** Terms that depend on the message (macros), so that nobody can follow them beforehand. */
  readonly notFollowed: readonly string[]
  /** Domains whose records were read through `include` and `redirect`. */
  readonly includes: readonly string[]
}

/** Receivers can evaluate it. */
export interface SpfOk extends SpfPublished, SpfWalk {
  readonly status: 'ok'
  /** The record. */
  readonly record: string
}

/** Receivers cannot evaluate it for every sender, and treat the domain as they please. */
export interface SpfPermerror extends SpfPublished {
  readonly status: 'permerror'
  /** At least one. */
  readonly problems: readonly SpfProblem[]
  /** What can be told in spite of it; absent with several records or a syntax error in the record itself. */
  readonly walk?: SpfWalk
}

/** The SPF of a domain. DNS that could not be read is an exception, never a result. */
export type SpfResult = SpfNone | SpfOk | SpfPermerror
