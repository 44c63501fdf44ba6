import { z } from 'zod'

/** One page of a GraphQL connection, its items unread. */
export interface Connection {
  readonly items: readonly unknown[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined }
  readonly totalCount?: number | undefined
}

/** Accepts a page of a connection that was asked for as `nodes` or `edges`. */
export const connectionSchema: z.ZodType<Connection> = z
  .object({
    nodes: z.array(z.unknown()).nullish(),
    edges: z.array(z.unknown()).nullish(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    totalCount: z.number().int().nonnegative().optional(),
  })
  .refine(({ nodes, edges }) => Array.isArray(nodes) || Array.isArray(edges), 'has neither nodes nor edges')
  .transform(({ nodes, edges, pageInfo, totalCount }) => ({ items: nodes ?? edges ?? [], pageInfo, totalCount }))
