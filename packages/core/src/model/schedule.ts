/** A day of the week. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** A time of the week in which scans may start. */
export interface ScanWindow {
  /** @default every day */
  readonly days?: readonly Weekday[]
  /** `HH:MM`, on the clock of the time zone. */
  readonly from: string
  /** `HH:MM`; earlier than `from` for a window that goes on past midnight, `24:00` for the end of the day. */
  readonly to: string
  /** An IANA name. @example 'Europe/Berlin' */
  readonly timeZone: string
}

/** How often an integration is scanned, and when. */
export interface IntegrationSchedule {
  /** Milliseconds between the starts of two scans; the connector's least and 24 hours are its bounds. @default the connector's */
  readonly intervalMs?: number
  /** Scans start only in these windows. @default at any time */
  readonly windows?: readonly ScanWindow[]
}
