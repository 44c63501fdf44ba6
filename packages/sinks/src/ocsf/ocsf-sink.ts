import type { FindingSink } from '@opencasb/core'
import { appendSink } from '../jsonl/append-sink.ts'
import type { JsonlSinkOptions } from '../jsonl/jsonl-sink.ts'
import { jsonText } from '../text/json-text.ts'
import { type OcsfContext, toOcsf } from './to-ocsf.ts'

/** Options of {@link ocsfSink}. */
export interface OcsfSinkOptions extends JsonlSinkOptions, OcsfContext {}

/**
 * Appends one event of OCSF 1.8.0 per change of a finding to a file, as a line of JSON, for a collector to pick up. What
 * {@link toOcsf} says goes for the events, what `jsonlSink` guarantees for the file; the id by which a repetition can be
 * told is `metadata.uid`.
 */
export function ocsfSink(options: OcsfSinkOptions): FindingSink {
  return appendSink({
    ...options,
    name: 'ocsf',
    // The id comes first: reading a long file back then need not parse every line.
    idPattern: /^\{"metadata":\{"uid":("(?:[^"\\]|\\.)*")/,
    textOf: (change) => jsonText(toOcsf(change, options)),
  })
}
