import type { Fault } from './fault.ts'
import type { RequestSource, SourceKind } from './request-source.ts'

/** A request as rules see it. */
export interface FaultRequest {
  readonly method: string
  /** Path with query. */
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Known where the conformance suite sends the request. */
  readonly source?: RequestSource
}

/** Which requests meet a fault. Every given condition must hold. */
export interface FaultRule {
  /** A path pattern, where `*` stands for any characters, or a predicate. @default every request */
  readonly match?: string | ((request: FaultRequest) => boolean)
  /** Only requests that this part of a scan sends. */
  readonly source?: SourceKind
  /** Only requests for the resource type or facet of this name. */
  readonly name?: string
  /** Lets so many matching requests through first. @default 0 */
  readonly after?: number
  /** Strikes at most so often. @default always */
  readonly times?: number
  /** Strikes each n-th of the matching requests. @default 1 */
  readonly every?: number
  /** Strikes this share of the matching requests, the same ones in each run. @default 1 */
  readonly share?: number
  /** Once it struck, it strikes that very request only, whenever it is repeated. @default false */
  readonly sticky?: boolean
  readonly fault: Fault
}

/** Says what makes two requests the same: method, path with query and body. */
export function requestKey(request: Pick<FaultRequest, 'method' | 'path' | 'body'>): string {
  return `${request.method} ${request.path} ${request.body}`
}
