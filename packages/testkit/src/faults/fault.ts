/** A header value, or what makes one from the vendor's present time in epoch milliseconds. */
export type FaultHeader = string | ((vendorNow: number) => string)

/** Answers in place of the vendor with a status: errors, refusals, throttling in all its dialects. */
export interface StatusFault {
  readonly kind: 'status'
  readonly status: number
  readonly headers?: Readonly<Record<string, FaultHeader>>
  /** Text as it is, anything else as JSON. @default an empty body */
  readonly body?: unknown
}

/** Answers 200 with a body that is none: an error page of a proxy, nothing, `null`, too much, too deep. */
export interface StrangeBodyFault {
  readonly kind: 'html' | 'empty-body' | 'null-body' | 'huge-body' | 'deep-nesting' | 'compression-bomb'
  /** Bytes of a huge or decompressed body. @default 64 MiB, or 1 GiB for a compression bomb */
  readonly bytes?: number
  /** Levels of a deep body. @default 100_000 */
  readonly levels?: number
  /** Compression of a bomb. @default 'gzip' */
  readonly encoding?: 'gzip' | 'br'
}

/** Breaks the connection or the timing. */
export interface ConnectionFault {
  readonly kind:
    | 'hang'
    | 'reset-before-headers'
    | 'reset-mid-body'
    /** The connection ends in order, but before the announced number of bytes. */
    | 'cut-body'
    /** The same in chunked transfer encoding: the last chunk never comes. */
    | 'cut-chunks'
    /** More bytes than announced. */
    | 'long-body'
}

/** Answers late. */
export interface DelayFault {
  readonly kind: 'delay'
  readonly ms: number
}

/** Sends the vendor's body drop by drop. */
export interface SlowBodyFault {
  readonly kind: 'slow-body'
  /** @default 1 */
  readonly bytesPerSecond?: number
}

/** Spoils the vendor's body, its status and length kept in order. */
export interface SpoiltBodyFault {
  readonly kind:
    | 'truncated-json'
    /** The object or array that holds the items is replaced by one without them. */
    | 'wrong-shape'
    | 'byte-order-mark'
    | 'invalid-utf8'
    /** Descriptive texts become NUL, lone surrogates, terminal escapes, right-to-left marks, 100,000 characters. */
    | 'odd-strings'
    /** Every item gains properties such as `__proto__` and `constructor`. */
    | 'prototype-keys'
    /** Every item gains a property and every page a field that nobody has seen before. */
    | 'unknown-properties'
    /** Every item of the page comes twice. */
    | 'duplicate-items'
}

/** Makes the vendor's answer look as if it were sent earlier or later. */
export interface DateFault {
  readonly kind: 'date'
  readonly skewMs: number
}

/** Tampers with the pointer to the next page. Applies only to answers that have one. */
export interface PagingFault {
  readonly kind: /** A page without items in front of the page, with a pointer to it. */
    | 'empty-page'
    /** The page comes twice in a row. */
    | 'repeated-page'
    /** The pointer leads to the page that it stands on. */
    | 'self-link'
    /** The pointer leads to the page before. */
    | 'cycle'
    /** The page again and again, each time with a pointer never seen before. */
    | 'endless-pages'
}

/** Points to another origin. Applies only to answers whose pointer is a URL. */
export interface ForeignLinkFault {
  readonly kind: 'foreign-link'
  /** @default the foreign server of the proxy, on the same path */
  readonly url?: string
}

/** Redirects to another origin. */
export interface ForeignRedirectFault {
  readonly kind: 'foreign-redirect'
  /** @default 302 */
  readonly status?: number
  /** @default the foreign server of the proxy, on the same path */
  readonly url?: string
}

/** Answers with an error that quotes the request, credentials included, as careless servers do. */
export interface EchoFault {
  readonly kind: 'echo'
  /** @default 500 */
  readonly status?: number
}

/** One thing that can go wrong with one answer, as data. */
export type Fault =
  | StatusFault
  | StrangeBodyFault
  | ConnectionFault
  | DelayFault
  | SlowBodyFault
  | SpoiltBodyFault
  | DateFault
  | PagingFault
  | ForeignLinkFault
  | ForeignRedirectFault
  | EchoFault
