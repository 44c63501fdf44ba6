import type { HonoRequest } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'

/** The body of a request, checked. @throws HTTPException 400 naming the field, without showing what is in it */
export async function readBody<T>(request: HonoRequest, schema: z.ZodType<T>): Promise<T> {
  const given: unknown = await request.json().catch(() => {
    throw new HTTPException(400, { message: 'body: must be JSON' })
  })
  const checked = schema.safeParse(given)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const field = issue && issue.path.length > 0 ? issue.path.join('.') : 'body'
  throw new HTTPException(400, { message: `${field}: ${issue?.message ?? 'is not what is expected here'}` })
}
