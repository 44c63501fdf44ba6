/** A value as it stands in a query. */
export type Literal =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'moment'; readonly at: number }
  /** A range of days that ends today: `LAST_N_DAYS:30`. */
  | { readonly kind: 'last-days'; readonly days: number }

/** How a field is compared. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE'

/** A condition. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Operator; readonly literal: Literal }
  | {
      readonly kind: 'in'
      readonly field: string
      readonly negated: boolean
      readonly among: readonly Literal[] | Query
    }

/** What a query gives for each row, or for each group. */
export type Selected =
  | { readonly kind: 'field'; readonly path: string }
  | {
      readonly kind: 'aggregate'
      readonly how: 'COUNT' | 'MAX' | 'MIN'
      readonly path: string
      readonly alias: string | undefined
    }
  /** `FIELDS(STANDARD)`. */
  | { readonly kind: 'all' }

/** A query, taken apart. */
export interface Query {
  readonly object: string
  readonly select: readonly Selected[]
  /** `SELECT COUNT()`: only the number. */
  readonly countOnly: boolean
  readonly where: Condition | undefined
  readonly groupBy: readonly string[]
  readonly orderBy: readonly { readonly path: string; readonly descending: boolean }[]
  readonly limit: number | undefined
}

/** A query that cannot be read. */
export class MalformedQuery extends Error {}
