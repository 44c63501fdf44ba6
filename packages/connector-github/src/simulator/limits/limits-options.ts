/** How much the simulated GitHub lets through. `null` switches a limit off. */
export interface GithubLimits {
  /** REST requests per window. @default what GitHub documents for the way to sign in and the plan */
  readonly core?: number | null
  /** GraphQL points per window. @default what GitHub documents for the way to sign in and the plan */
  readonly graphql?: number | null
  /** @default 3600 */
  readonly windowSeconds?: number
  /** Secondary limit of the REST API: one point for reading, five for writing. @default 900 */
  readonly restPointsPerMinute?: number | null
  /** Secondary limit of the GraphQL API. @default 2000 */
  readonly graphqlPointsPerMinute?: number | null
  /** Requests under way at once. @default 100 */
  readonly concurrency?: number | null
  /** How refusals of REST requests are answered; GitHub uses both. @default 403 */
  readonly refusalStatus?: 403 | 429
  /** Whether refusals of a secondary limit say when to come back. @default true */
  readonly retryAfter?: boolean
}

/** What GitHub documents. @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const documentedLimits: GithubLimits = {}

/** No limit at all, for tests of other things. Headers are sent all the same. */
export const noLimits: GithubLimits = {
  core: null,
  graphql: null,
  restPointsPerMinute: null,
  graphqlPointsPerMinute: null,
  concurrency: null,
}
