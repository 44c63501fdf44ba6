/** The part of a scan that sends a request. */
export type SourceKind =
  /** Signing in, reading quotas, renewing tokens. */
  | 'session'
  /** Listing partitions. */
  | 'partitions'
  /** Pages of a resource type. */
  | 'stream'
  /** Pages of a change feed. */
  | 'changes'
  /** A facet of one or several items. */
  | 'facet'

/** Who sends a request: the part of the scan, and the name of the resource type or facet. */
export interface RequestSource {
  readonly kind: SourceKind
  readonly name?: string
}

/** The header in which the conformance suite tells the fault proxy who sends a request; the proxy removes it. */
export const sourceHeader = 'x-opencasb-source'

const kinds: readonly string[] = ['session', 'partitions', 'stream', 'changes', 'facet'] satisfies readonly SourceKind[]

/** Writes a source as a header value. */
export function formatSource(source: RequestSource): string {
  return source.name === undefined ? source.kind : `${source.kind} ${source.name}`
}

/** Reads a header value back; `undefined` where it is none. */
export function parseSource(value: string | undefined): RequestSource | undefined {
  const [kind = '', name] = value?.split(' ') ?? []
  if (!kinds.includes(kind)) return undefined
  return name === undefined ? { kind: kind as SourceKind } : { kind: kind as SourceKind, name }
}
