import type { Integration, Scanner } from '@opencasb/core'
import { HTTPException } from 'hono/http-exception'
import type { Visitor } from '../authentication.ts'

/** The integration, if it is the visitor's. Somebody else's does not exist for them. */
export async function ownIntegration(scanner: Scanner, visitor: Visitor, id: string): Promise<Integration> {
  const integration = await scanner.integrations.get(id)
  if (integration?.owner === visitor.customer) return integration
  throw new HTTPException(404, { message: 'There is no such integration' })
}
