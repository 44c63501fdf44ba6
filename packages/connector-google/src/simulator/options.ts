/** What a simulated account has. */
export interface GoogleWorldOptions {
  /** @default 1, the administrator who signed up */
  readonly users?: number
  /** Super administrators among them. @default 1 */
  readonly superAdmins?: number
  /** Administrators with other roles among them. @default 0 */
  readonly delegatedAdmins?: number
  /** @default 0 */
  readonly groups?: number
  /** Further domains than the primary one, with an alias and one that is not verified. @default false */
  readonly moreDomains?: boolean
  /**
   * The first so many active users are those whose files, calendars and mailboxes are read: the integration is made for
   * them. @default all users
   */
  readonly sharers?: number
  /** Files that a user has at most. @default 0 */
  readonly files?: number
  /** @default 0 */
  readonly sharedDrives?: number
  /** Items that a page of any listing holds at most: Google may give fewer than asked for. @default what is asked for */
  readonly pageCap?: number
}

/** Options of `createGoogleSimulator`. All but `now` are plain JSON. */
export interface GoogleSimulatorOptions {
  /** The same seed makes the same account. @default 1 */
  readonly seed?: number
  /** @default an account with nothing but its first administrator */
  readonly world?: GoogleWorldOptions
  /** `documented`: 2,400 queries a minute for each user; `off`: none. @default 'documented' */
  readonly limits?: 'documented' | 'off'
  /** Time that each answer takes. @default 0 */
  readonly latencyMs?: number
  /** @default a free one */
  readonly port?: number
  /** Wall clock in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** The moment that the account's dates are counted from. @default the beginning of the current month */
  readonly epoch?: number
}
