import { OpenCasbError, type Scanner } from '@opencasb/core'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { authenticate, type Visitor } from './authentication.ts'
import { findingRoutes } from './routes/findings.ts'
import { integrationRoutes, type Servers } from './routes/integrations.ts'
import { type Received, webhookRoutes } from './routes/webhook.ts'

/** What the host's application is made of. */
export interface AppOptions {
  readonly scanner: Scanner
  /** API keys with whose they are. */
  readonly keys: ReadonlyMap<string, Visitor>
  /** @default the vendors' own */
  readonly servers?: Servers
  readonly webhookSecrets: readonly string[]
  /** Called for each message that the webhook brought. */
  readonly receive: (message: Received) => void
}

/** The host's application: its own authentication in front, the scanner behind. */
export function createApp({ scanner, keys, servers = {}, webhookSecrets, receive }: AppOptions): Hono {
  const app = new Hono()
  app.use('/api/*', authenticate(keys))
  app.route('/api/integrations', integrationRoutes(scanner, servers))
  app.route('/api/findings', findingRoutes(scanner))
  app.route('/hooks/opencasb', webhookRoutes(webhookSecrets, receive))
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status)
    // Messages of OpenCASB's errors name the field and the remedy, and never hold secrets.
    if (OpenCasbError.is(error) && !ofHost.has(error.code)) {
      return context.json({ error: error.message, code: error.code }, statusOf(error))
    }
    console.error(error)
    return context.json({ error: 'Something went wrong on our side; try again later' }, 500)
  })
  return app
}

/** Trouble with the host's own database, keys, sinks and connectors is for its log: no customer can do anything about it. */
const ofHost: ReadonlySet<string> = new Set(['state', 'sink', 'contract'])

function statusOf({ code, retryable }: OpenCasbError): 400 | 422 | 502 | 503 {
  if (code === 'config') return 400
  if (code === 'credential' || code === 'permission') return 422
  return retryable ? 503 : 502
}
