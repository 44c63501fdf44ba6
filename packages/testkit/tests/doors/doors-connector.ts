import { createHttpClient, createStaticTokenSource, type HttpClient, linkPages } from '@opencasb/connector-kit'
import { secret, type Transport } from '@opencasb/core'
import {
  type Connector,
  defineCheck,
  defineConnector,
  defineFacet,
  defineResource,
  type Facet,
  fail,
  pass,
  type ResourceType,
  type Session,
} from '@opencasb/core/connector'
import { shape } from './shape.ts'

interface Door {
  readonly id: string
  readonly painted: boolean
}

interface Feed {
  readonly items: readonly Door[]
  readonly removed: readonly string[]
  readonly token: string
}

/** A session with what a careless connector would use besides its client. */
export interface DoorsSession extends Session {
  readonly client: HttpClient
  readonly transport: Transport
  readonly baseUrl: string
  readonly key: string
}

const feedShape = shape<Feed>({ items: 'array', removed: 'array', token: 'string' }, { open: true })

async function readFeed({ client }: DoorsSession, since: string, signal: AbortSignal): Promise<Feed> {
  const { data } = await client.get('/doors/changes', { schema: feedShape, query: { since }, signal })
  return data
}

const door: ResourceType<Door, DoorsSession> = defineResource({
  name: 'doors.door',
  needs: { key: ['doors:read'] },
  order: 'stable',
  key: (item) => item.id,
  asset: (item) => ({ kind: 'setting', id: item.id, name: `Door ${item.id}` }),
  async *collect({ session, from, signal }) {
    let watermark = from === undefined ? (await readFeed(session, 'latest', signal)).token : undefined
    const pages = linkPages(session.client, '/doors', {
      item: shape<Door>({ id: 'string', painted: 'boolean' }, { open: true }),
      keyOf: () => undefined,
      signal,
      ...(from !== undefined && { from }),
    })
    for await (const { items, unreadable, next } of pages) {
      const cursor = next === undefined ? {} : { cursor: next }
      yield { items, unreadable, ...cursor, ...(watermark !== undefined && { watermark }) }
      watermark = undefined
    }
  },
  async *changes({ session, from = '', signal }) {
    const { items, removed, token } = await readFeed(session, from, signal)
    yield { items, removed, watermark: token }
  },
})

const lock: Facet<Door, { readonly locked: boolean }, DoorsSession> = defineFacet({
  name: 'doors.door.lock',
  of: door,
  needs: { key: ['locks:read'] },
  async fetch(item, { session, signal }) {
    const { data } = await session.client.get(`/doors/${item.id}/lock`, {
      schema: shape<{ locked: boolean }>({ locked: 'boolean' }, { open: true }),
      signal,
    })
    return data
  },
})

const locked = defineCheck({
  id: 'doors/locked',
  version: 1,
  title: 'Door is open',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'Anybody can walk in.',
  remediation: 'Lock it.',
  on: door,
  with: { lock },
  evaluate: ({ resource, lock }) => (lock.locked ? pass() : fail(`Door ${resource.id} is open`)),
})

const painted = defineCheck({
  id: 'doors/painted',
  version: 1,
  title: 'Door is bare',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'It rots.',
  remediation: 'Paint it.',
  on: door,
  evaluate: ({ resource }) => (resource.painted ? pass() : fail(`Door ${resource.id} is bare`)),
})

/** The smallest connector that has everything: a paged resource type with a change feed, a facet, two checks. */
export function doors(): Connector {
  return defineConnector<{ readonly baseUrl: string }>({
    id: 'doors',
    version: '1.0.0',
    title: 'Doors',
    config: shape<{ readonly baseUrl: string }>({ baseUrl: 'string' }),
    auth: [{ kind: 'key', title: 'Key', schema: shape<{ key: string }>({ key: 'string' }), secrets: ['key'] }],
    resources: [door],
    checks: [locked, painted],
    interval: { default: 3_600_000, min: 60_000 },
    guide: {
      prerequisites: [],
      plans: 'All',
      auth: {
        key: {
          steps: ['Ask the porter.'],
          permissions: [
            { permission: 'doors:read', label: 'Doors', reason: 'To list them.' },
            { permission: 'locks:read', label: 'Locks', reason: 'To see which are open.' },
          ],
        },
      },
    },
    async open({ config, credentials, transport, limiter, cache, clock, log, signal }) {
      const { secrets } = (await credentials.read(signal)).credentials
      const key = secrets['key'] ?? secret('')
      if (!transport) throw new TypeError('these tests bring a transport')
      const { baseUrl } = config
      const authorize = { tokens: createStaticTokenSource(key) }
      const client = createHttpClient({ baseUrl, transport, limiter, cache, clock, log, authorize })
      const grants = shape<{ granted: readonly string[] }>({ granted: 'array' }, { open: true })
      const { data } = await client.get('/', { schema: grants, signal })
      const session: DoorsSession = {
        client,
        transport,
        baseUrl,
        key: key.reveal(),
        tenant: { id: 'house', name: 'House' },
        granted: new Set(data.granted),
        features: 'unknown',
        close: async () => undefined,
      }
      return session
    },
  })
}
