import type { Answer } from '@opencasb/simulator-kit'
import type { GraphCall } from './graph-call.ts'

/** Which of Graph's limits a request counts against. */
export type GraphWorkload = 'identity' | 'reports' | 'protection' | 'sharepoint' | 'outlook'

/** One route of Graph. */
export interface GraphRoute {
  /** @example 'GET /users/{id}' */
  readonly route: string
  /** Application permissions of which one is enough; the least of them first. */
  readonly permissions: readonly string[]
  /** @default 'identity' */
  readonly workload?: GraphWorkload
  /** Resource units before query options change them. @default 1 */
  readonly units?: number
  /** Only the beta version has it. @default false */
  readonly beta?: boolean
  answer(call: GraphCall): Answer
}
