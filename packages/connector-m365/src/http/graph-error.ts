import { z } from 'zod'

const errorSchema = z.object({
  error: z.object({
    code: z.string().catch(''),
    message: z.string().catch(''),
    innerError: z
      .object({ code: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
})

/** What Graph says of a request that failed. */
export interface GraphError {
  /** @example 'Authorization_RequestDenied' */
  readonly code: string
  /** A second code that some workloads give inside. */
  readonly innerCode: string | undefined
  readonly message: string
}

/** Reads the error out of a body; `undefined` where there is none. */
export function graphErrorOf(body: unknown): GraphError | undefined {
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success) return undefined
  const { code, message, innerError } = parsed.data.error
  return { code, innerCode: innerError?.code, message }
}
