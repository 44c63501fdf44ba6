import { type Scanner, type Severity, severities } from '@opencasb/core'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import type { Signed } from '../authentication.ts'
import { ownIntegration } from './own-integration.ts'
import { readBody } from './read-body.ts'

/** What a customer sends to accept a risk. */
const ignoreBody = z.strictObject(
  { reason: z.string({ error: 'must be a text that says why' }).trim().min(1, 'must say why') },
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'takes reason, and nothing else' : 'must be an object') },
)

/** Findings of the visitor's own integrations. */
export function findingRoutes(scanner: Scanner): Hono<Signed> {
  const routes = new Hono<Signed>()

  routes.get('/', async (context) => {
    const own = await scanner.integrations.list({ owner: context.get('visitor').customer })
    if (own.length === 0) return context.json({ items: [] })
    const after = context.req.query('after')
    const severity = severityOf(context.req.query('severity'))
    const filter = { integration: own.map(({ id }) => id), ...(severity && { severity: [severity] }) }
    return context.json(await scanner.findings.list(filter, { limit: 50, ...(after !== undefined && { after }) }))
  })

  // The integration stands in the path, so that a fingerprint alone leads nowhere.
  routes.post('/:integration/:fingerprint/ignore', async (context) => {
    const visitor = context.get('visitor')
    const { id } = await ownIntegration(scanner, visitor, context.req.param('integration'))
    const { reason } = await readBody(context.req, ignoreBody)
    const finding = { integration: id, fingerprint: context.req.param('fingerprint') }
    return context.json(await scanner.findings.ignore(finding, { by: visitor.name, reason }))
  })

  return routes
}

function severityOf(text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined
  const known = severities.find((severity) => severity === text)
  if (known) return known
  throw new HTTPException(400, { message: `severity must be one of ${severities.join(', ')}` })
}
