import type { DmarcPolicy, DmarcRecord } from './dmarc-record.ts'

/** No DMARC record applies to the domain. */
export interface DmarcNone {
  readonly status: 'none'
  readonly domain: string
  /** The names that were asked. */
  readonly asked: readonly string[]
}

/** Something is published, and receivers disregard it. */
export interface DmarcInvalid {
  readonly status: 'invalid'
  readonly domain: string
  readonly foundAt: string
  readonly reason: 'several-records' | 'no-valid-policy'
  readonly records: readonly string[]
  readonly problems: readonly string[]
}

/** A record applies to the domain. */
export interface DmarcOk {
  readonly status: 'ok'
  readonly domain: string
  /** @example '_dmarc.example.com' */
  readonly foundAt: string
  /** Whether it is the record of the organisational domain above. */
  readonly inherited: boolean
  readonly record: DmarcRecord
  /** What applies to mail from the domain itself. */
  readonly policy: DmarcPolicy
  /** What applies to its subdomains that have no record of their own. */
  readonly subdomainPolicy: DmarcPolicy
  /** What applies to its subdomains that do not exist, for receivers that know `np`. */
  readonly nonexistentPolicy: DmarcPolicy
  /** Share of failing mail that the policy is asked for, in percent. */
  readonly percent: number
  readonly testing: boolean
  readonly problems: readonly string[]
}

/** The DMARC of a domain. DNS that could not be read is an exception, never a result. */
export type DmarcResult = DmarcNone | DmarcInvalid | DmarcOk
