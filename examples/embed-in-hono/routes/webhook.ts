import { verifyWebhook } from '@opencasb/sink-webhook'
import { Hono } from 'hono'

/** A message that was verified. */
export interface Received {
  readonly id: string
  readonly type: string
}

/** The receiving end: any product that speaks Standard Webhooks can take the place of this route. */
export function webhookRoutes(secrets: readonly string[], receive: (message: Received) => void): Hono {
  const seen = new Set<string>()
  return new Hono().post('/', async (context) => {
    const { headers } = context.req.raw
    const verdict = verifyWebhook({ secrets, headers, body: await context.req.text() })
    if (!verdict.ok) return context.json({ error: `The webhook cannot be trusted: ${verdict.reason}` }, 400)
    const { id, type } = verdict.message
    // Deliveries may come twice; the id is the same. A real receiver remembers ids in its database.
    if (!seen.has(id)) {
      seen.add(id)
      receive({ id, type })
    }
    return context.body(null, 204)
  })
}
