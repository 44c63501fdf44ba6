import type { GivenCredentials, Scanner } from '@opencasb/core'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Signed } from '../authentication.ts'
import { ownIntegration } from './own-integration.ts'

/** What a customer sends to connect something. */
interface ConnectBody {
  readonly connector: string
  readonly name?: string
  readonly config: Readonly<Record<string, unknown>>
  readonly credentials: GivenCredentials
}

/** Addresses of servers that the host has chosen, by connector: those of customers could lead into its own network. */
export type Servers = Readonly<Record<string, { readonly baseUrl: string }>>

/** Connecting, looking after and deleting integrations. */
export function integrationRoutes(scanner: Scanner, servers: Servers): Hono<Signed> {
  const routes = new Hono<Signed>()

  // Guides and JSON Schemas, from which a host can build its forms.
  routes.get('/connectors', (context) => context.json(scanner.connectors))

  routes.get('/', async (context) =>
    context.json(await scanner.integrations.list({ owner: context.get('visitor').customer })),
  )

  routes.post('/', async (context) => {
    const { connector, name, config, credentials } = await context.req.json<ConnectBody>()
    const owner = context.get('visitor').customer
    if ('baseUrl' in config) throw new HTTPException(400, { message: 'config.baseUrl cannot be chosen here' })
    const added = await scanner.integrations.add({
      connector,
      owner,
      config: { ...config, ...servers[connector] },
      credentials,
      ...(name && { name }),
    })
    // The first scan goes on by itself; its end comes as an event and through the webhook.
    return context.json({ integration: added.integration, blocked: added.preview.blocked }, 201)
  })

  routes.get('/:id', async (context) => {
    const { id } = await ownIntegration(scanner, context.get('visitor'), context.req.param('id'))
    return context.json({ integration: await scanner.integrations.get(id), report: await scanner.lastReport(id) })
  })

  routes.post('/:id/scan', async (context) => {
    const { id } = await ownIntegration(scanner, context.get('visitor'), context.req.param('id'))
    const { status, open, error } = await scanner.scan(id)
    return context.json({ status, open, error })
  })

  routes.post('/:id/pause', async (context) => {
    const { id } = await ownIntegration(scanner, context.get('visitor'), context.req.param('id'))
    return context.json(await scanner.integrations.pause(id))
  })

  routes.post('/:id/resume', async (context) => {
    const { id } = await ownIntegration(scanner, context.get('visitor'), context.req.param('id'))
    return context.json(await scanner.integrations.resume(id))
  })

  routes.delete('/:id', async (context) => {
    const { id } = await ownIntegration(scanner, context.get('visitor'), context.req.param('id'))
    return context.json(await scanner.integrations.remove(id))
  })

  return routes
}
