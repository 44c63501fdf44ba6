/** What receivers are asked to do with mail that fails DMARC. */
export type DmarcPolicy = 'none' | 'quarantine' | 'reject'

/** Where reports go. */
export interface DmarcReportUri {
  /** @example 'mailto:reports@example.com' */
  readonly uri: string
  /** Greatest size as written after `!`. @example '10m' */
  readonly limit?: string
}

/** One DMARC record. */
export interface DmarcRecord {
  readonly text: string
  /** `p`; absent where it is missing or not a policy. */
  readonly policy?: DmarcPolicy
  /** `sp`, where it is given and valid. */
  readonly subdomainPolicy?: DmarcPolicy
  /** `np`, for subdomains that do not exist. */
  readonly nonexistentPolicy?: DmarcPolicy
  /** `pct`. RFC 9989 has dropped it; many receivers still honour it. @default 100 */
  readonly percent: number
  /** `t=y`: asks receivers to apply the next weaker policy. @default false */
  readonly testing: boolean
  /** `psd`. @default 'u' */
  readonly publicSuffix: 'y' | 'n' | 'u'
  /** `adkim`. @default 'relaxed' */
  readonly dkimAlignment: 'relaxed' | 'strict'
  /** `aspf`. @default 'relaxed' */
  readonly spfAlignment: 'relaxed' | 'strict'
  /** `rua`, valid ones. */
  readonly aggregateReports: readonly DmarcReportUri[]
  /** `ruf`, valid ones. */
  readonly failureReports: readonly DmarcReportUri[]
  /** `fo`. @default ['0'] */
  readonly failureOptions: readonly string[]
  /** `ri`, seconds. @default 86400 */
  readonly interval: number
  /** `false` where `p`, `sp` or `np` is missing or invalid: then `p=none` counts if there is a `rua`, and else nothing. */
  readonly validPolicies: boolean
  /** What is odd about it, one phrase each. */
  readonly problems: readonly string[]
}
