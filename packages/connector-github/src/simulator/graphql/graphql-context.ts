import type { Grant } from '../access/grant.ts'
import type { QuotaState } from '../limits/quota.ts'
import type { GithubWorld } from '../world/world.ts'

/** What a GraphQL request takes. */
export interface QueryCost {
  readonly points: number
  readonly nodes: number
}

/** What all fields of one request share. */
export interface GraphqlContext {
  readonly world: GithubWorld
  readonly grant: Grant
  /** Root of the web pages. */
  readonly html: string
  readonly now: number
  readonly cost: QueryCost
  /** With this request counted. */
  readonly quota: QuotaState
}

/** Arguments of a connection. */
export interface PageArguments {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}
