import type { Scanner } from '@opencasb/core'
import { Hono } from 'hono'
import type { Signed } from '../authentication.ts'
import { connectBody } from './connect-body.ts'
import { ownIntegration } from './own-integration.ts'
import { readBody } from './read-body.ts'

/** Configuration that the host has chosen, by connector: where servers are. */
export type Servers = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Connecting, looking after and deleting integrations. */
export function integrationRoutes(scanner: Scanner, servers: Servers): Hono<Signed> {
  const routes = new Hono<Signed>()

  // Guides and JSON Schemas, from which a host can build its forms.
  routes.get('/connectors', (context) => context.json(scanner.connectors))

  routes.get('/', async (context) =>
    context.json(await scanner.integrations.list({ owner: context.get('visitor').customer })),
  )

  routes.post('/', async (context) => {
    const { connector, name, config, credentials } = await readBody(context.req, connectBody)
    const owner = context.get('visitor').customer
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
