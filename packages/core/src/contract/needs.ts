/** A way to sign in: `pat-classic`, `github-app`. Each connector names its own. */
export type AuthKind = string

/**
 * The permissions that reading something needs, per way to sign in. All of the listed ones are needed.
 * A way to sign in that is not listed can never read it; an empty list means that signing in is enough.
 * @example { 'github-app': ['members:read'], 'pat-classic': ['read:org'] }
 */
export type Needs = Readonly<Record<AuthKind, readonly string[]>>

/** What reading something costs, so that a plan can be made before any call. */
export interface Cost {
  /** The vendor's quota bucket. */
  readonly bucket: string
  /** Items that one request answers. Below 1 where one item takes several requests. */
  readonly itemsPerRequest: number
  /** Quota units that one request is charged. @default 1 */
  readonly unitsPerRequest?: number
}
