import type { Writable } from 'node:stream'
import type { Finding, ScanReport } from '@opencasb/core'

/**
 * Where a report goes: the path of a file, or a stream.
 *
 * A file is written beside its place and moved there when it is whole: whoever looks sees the old report or the new one,
 * never half of one. Devices and pipes are written to as they are. A stream is not ended, because it is the caller's.
 */
export type Output = string | Writable

/** Findings in the order in which they are to be written. They are read one at a time, as fast as the output takes them. */
export type FindingSource = AsyncIterable<Finding> | Iterable<Finding>

/** The report of one scan, or those of several integrations. */
export type Reports = ScanReport | readonly ScanReport[]

/** The program that a report names as its author. */
export interface Generator {
  readonly name: string
  readonly version: string
}

/** Options that every writer takes. */
export interface WriteOptions {
  /** Stops the writer; a file keeps what it held before. */
  readonly signal?: AbortSignal
}

/** Options of the writers whose report names its author. */
export interface ReportOptions extends WriteOptions {
  /** @default this package */
  readonly generator?: Generator
}

/** One or several reports as a list. */
export function listReports(reports: Reports): readonly ScanReport[] {
  return 'schema' in reports ? [reports] : reports
}
