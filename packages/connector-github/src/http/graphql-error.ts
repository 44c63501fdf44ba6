import { z } from 'zod'

/** One error of a GraphQL answer, as far as it is read. */
export interface GraphqlError {
  readonly type?: string | undefined
  readonly message?: string | undefined
  readonly path?: readonly (string | number)[] | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** Accepts the errors of a GraphQL answer. */
export const graphqlErrorSchema: z.ZodType<GraphqlError> = z.object({
  type: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
})

/** The errors of an answer's body, or none. */
export function graphqlErrorsOf(body: unknown): readonly GraphqlError[] {
  const parsed = z.object({ errors: z.array(graphqlErrorSchema).min(1) }).safeParse(body)
  return parsed.success ? parsed.data.errors : []
}
