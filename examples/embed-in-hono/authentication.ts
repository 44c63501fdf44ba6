import { createHash, timingSafeEqual } from 'node:crypto'
import { createMiddleware } from 'hono/factory'

/** Who is signed in to the host: everything that a request may see belongs to this customer. */
export interface Visitor {
  readonly name: string
  readonly customer: string
}

/** What handlers find in the context of a request. */
export interface Signed {
  readonly Variables: { visitor: Visitor }
}

/** The host's own authentication, here by API keys. OpenCASB knows nothing of it and opens no port by itself. */
export function authenticate(keys: ReadonlyMap<string, Visitor>) {
  const digests = [...keys].map(([key, visitor]) => ({ digest: digestOf(key), visitor }))
  return createMiddleware<Signed>(async (context, next) => {
    const [, key = ''] = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '') ?? []
    const given = digestOf(key)
    const known = digests.find(({ digest }) => timingSafeEqual(digest, given))
    if (!known) return context.json({ error: 'Sign in first' }, 401)
    context.set('visitor', known.visitor)
    return next()
  })
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
