import type {
  Connector,
  Facet,
  OpenContext,
  Page,
  ResourceType,
  Session,
  StreamContext,
  TransportResponse,
} from '@opencasb/core'
import { fail, pass } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { type ConnectorChanges, copyConnector } from '../src/conformance/copy-connector.ts'
import type { ConformanceOptions, Simulator } from '../src/index.ts'
import { connectorConformance } from '../src/index.ts'
import { type DoorsSession, doors } from './doors/doors-connector.ts'
import { doorsSimulator } from './doors/doors-simulator.ts'

/** The tests that the suite would register, by rule id. */
function rulesOf(options: Partial<ConformanceOptions>): ReadonlyMap<string, () => Promise<void>> {
  const rules = new Map<string, () => Promise<void>>()
  connectorConformance({
    connector: doors(),
    simulator: doorsSimulator,
    describe: (_name, body) => body(),
    it: (name, body) => {
      rules.set(/^(?:\[[^\]]*\] )*([^:]+(?::read)?):? /.exec(name)?.[1] ?? name, body)
    },
    ...options,
  })
  return rules
}

async function run(rule: string, options: Partial<ConformanceOptions>): Promise<void> {
  const body = rulesOf(options).get(rule)
  if (!body) throw new Error(`there is no rule ${rule} among ${[...rulesOf(options).keys()].join(', ')}`)
  await body()
}

const broken = (changes: ConnectorChanges): Connector => copyConnector(doors(), changes)

type Pages = AsyncIterable<Page<unknown>>

/** Changes how doors are listed. */
const listing = (change: (pages: Pages, context: StreamContext) => Pages): Connector =>
  broken({
    resource: (resource) =>
      resource.name === 'doors.door' ? { collect: (context) => change(resource.collect(context), context) } : {},
  })

const onDoors = (change: (resource: ResourceType) => Partial<ResourceType>): Connector =>
  broken({ resource: (resource) => (resource.name === 'doors.door' ? change(resource) : {}) })

const onLock = (change: (facet: Facet) => Partial<Facet>): Connector => broken({ facet: change })

const onLocked = (evaluate: NonNullable<Connector['checks'][number]['evaluate']>): Connector =>
  broken({ check: (check) => (check.id === 'doors/locked' ? { evaluate } : {}) })

const opening = (open: (context: OpenContext, session: Session) => Promise<Session>): Connector => {
  const good: Connector = doors()
  return { ...good, open: async (context) => open(context, await good.open(context)) }
}

async function* endQuietly(pages: Pages): AsyncGenerator<Page<unknown>> {
  try {
    yield* pages
  } catch {
    // As if the listing had come to its end.
  }
}

async function* readEverythingFirst(pages: Pages): AsyncGenerator<Page<unknown>> {
  const all: Page<unknown>[] = []
  for await (const page of pages) all.push(page)
  yield* all
}

async function* hoard(pages: Pages): AsyncGenerator<Page<unknown>> {
  const kept: unknown[] = []
  for await (const page of pages) {
    for (const item of page.items) kept.push(...Array.from({ length: 50 }, (_, copy) => ({ copy, ...Object(item) })))
    yield page
  }
  if (kept.length === 1) throw new RangeError('there is nearly nothing to hoard')
}

async function* withoutCursorOfItsOwn(pages: Pages, context: StreamContext): AsyncGenerator<Page<unknown>> {
  let turn = 0
  for await (const page of pages) {
    turn += 1
    // Goes on one page too late.
    if (context.from !== undefined && turn === 1) continue
    yield page
  }
}

const secretOf = (context: OpenContext): Promise<string> =>
  context.credentials.read().then(({ credentials }) => credentials.secrets['key']?.reveal() ?? '')

/** A vendor whose next link or redirect leads elsewhere is followed there, credentials in hand. */
async function* followAnywhere(_pages: Pages, context: StreamContext): AsyncGenerator<Page<unknown>> {
  const { transport, baseUrl, key } = context.session as DoorsSession
  const headers = { authorization: `Bearer ${key}` }
  let url: URL | undefined = new URL('/doors', baseUrl)
  while (url) {
    const answer: TransportResponse = await transport.send({ method: 'GET', url, headers, signal: context.signal })
    const items = JSON.parse(Buffer.from(await answer.read(1e6)).toString()) as unknown[]
    yield { items }
    const next: string | undefined = /<([^>]*)>/.exec(answer.headers['link'] ?? '')?.[1]
    url = next === undefined ? undefined : new URL(next)
  }
}

const careless = listing(followAnywhere)

/** The simulator with a change. */
const simulator = (change: (running: Awaited<ReturnType<Simulator['start']>>) => object): Simulator => ({
  async start(options) {
    const running = await doorsSimulator.start(options)
    return { ...running, ...change(running) }
  },
})

const cases: readonly [what: string, rule: string, complaint: string, options: Partial<ConformanceOptions>][] = [
  [
    'a check without a reason',
    'definition/checks',
    'the risk of',
    { connector: broken({ check: (check) => ({ ...check, risk: ' ' }) }) },
  ],
  [
    'a permission that the guide does not explain',
    'definition/guide',
    'the guide explains the permissions of key',
    { connector: onDoors(() => ({ needs: { key: ['doors:read', 'doors:open'] } })) },
  ],
  [
    'a configuration that takes anything',
    'config/junk',
    'is refused',
    {
      connector: {
        ...doors(),
        config: { '~standard': { version: 1, vendor: 'x', validate: (value) => ({ value }) } },
      } as Connector,
    },
  ],
  [
    'a refusal that repeats what was given',
    'config/no-echo',
    'echoes its value',
    {
      connector: {
        ...doors(),
        config: {
          '~standard': {
            version: 1,
            vendor: 'x',
            validate: (value: unknown) => ({ issues: [{ message: `wrong: ${JSON.stringify(value)}` }] }),
          },
        },
      } as Connector,
    },
  ],
  [
    'a permission that is needed but not declared',
    'permissions/exact/key',
    'nothing is missing',
    { connector: onLock(() => ({ needs: { key: [] } })) },
  ],
  [
    'a permission that is declared but not needed',
    'permissions/needed/key/audit:read',
    'everything can be read without it',
    { connector: onLock((facet) => ({ needs: { key: [...(facet.needs['key'] ?? []), 'audit:read'] } })) },
  ],
  [
    'a refusal that is taken for an empty list',
    'permissions/removed/key/doors:read',
    'its checks turn unknown',
    {
      connector: (() => {
        const quiet = listing(endQuietly)
        return {
          ...quiet,
          open: async (context: OpenContext) => Object.assign(await quiet.open(context), { granted: 'unknown' }),
        }
      })(),
    },
  ],
  [
    'a route that the vendor does not have',
    'permissions/routes/key',
    'these routes do not exist',
    {
      connector: onLock((facet) => ({
        fetch: async (item, context) => {
          const { client } = context.session as DoorsSession
          const { signal } = context
          await client.get('/windows', { schema: doors().config, signal }).catch(() => undefined)
          return facet.fetch(item, context)
        },
      })),
    },
  ],
  [
    'a page that cannot be read taken for the end',
    'faults/page-always-html',
    'closed without proof',
    { connector: listing(endQuietly) },
  ],
  [
    'a cut page taken for the end',
    'faults/page-always-cut',
    'closed without proof',
    { connector: listing(endQuietly) },
  ],
  [
    'a facet that cannot be read taken for a good one',
    'faults/facet-forbidden',
    'closed without proof',
    {
      connector: onLock((facet) => ({
        fetch: (item, context) => facet.fetch(item, context).catch(() => ({ locked: true })),
      })),
    },
  ],
  [
    'a next link that is followed anywhere',
    'faults/foreign-next-link',
    'credentials reached another origin',
    { connector: careless },
  ],
  [
    'a next link that is followed to a file',
    'faults/next-link-to-file',
    'requests were sent to places that the vendor named',
    { connector: careless },
  ],
  [
    'a stream that does not listen to its signal',
    'abort/stream',
    'had not ended',
    {
      connector: broken({
        resource: (resource) => ({
          collect: (context) => resource.collect({ ...context, signal: new AbortController().signal }),
        }),
      }),
    },
  ],
  [
    'pages that are all read first',
    'consumer/one-page-ahead',
    'were asked for ahead',
    { connector: listing(readEverythingFirst) },
  ],
  [
    'pages that are kept after they were given away',
    'consumer/heap-ceiling',
    'MiB of heap',
    { connector: listing(hoard), heapCeiling: 8 * 2 ** 20 },
  ],
  [
    'keys that differ from scan to scan',
    'output/keys-stable',
    'the keys are the same',
    {
      connector: onDoors((resource) => {
        let count = 0
        return { key: (item) => `${resource.key(item)}-${count++}` }
      }),
    },
  ],
  [
    'two items with one key',
    'output/keys-unique',
    'have the key',
    { connector: onDoors((resource) => ({ key: (item) => resource.key(item).slice(0, -1) })) },
  ],
  [
    'evidence that is no JSON',
    'output/plain-json',
    'survives JSON',
    {
      connector: onLocked(({ now }) => fail('x', { evidence: { at: now as unknown as string } })),
    },
  ],
  [
    'a secret in the log',
    'output/secrets/key',
    'secrets show',
    {
      connector: opening(async (context, session) => {
        context.log.debug('signed in', { with: await secretOf(context) })
        return session
      }),
    },
  ],
  [
    'a timer that goes on after the session was closed',
    'output/session-closed',
    'nobody is left waiting',
    {
      connector: opening(async (context, session) => {
        void context.clock.sleep(1e12)
        return session
      }),
    },
  ],
  [
    'a stream that goes on in the wrong place',
    'crash/after-commit',
    'findings are missing',
    { connector: listing(withoutCursorOfItsOwn) },
  ],
  [
    'a change feed that keeps silent about what is gone',
    'changes/feed',
    'open that should not be',
    {
      connector: onDoors((resource) => ({
        async *changes(context) {
          for await (const page of resource.changes?.(context) ?? []) yield { ...page, removed: [] }
        },
      })),
    },
  ],
  ['a check that never fails', 'checks/fixtures', 'never fails', { connector: onLocked(() => pass()) }],
  [
    'a check that gives another verdict the second time',
    'checks/pure',
    'judges the same input in two ways',
    {
      connector: (() => {
        let turn = 0
        return onLocked(() => (turn++ % 2 === 0 ? pass() : fail('x')))
      })(),
    },
  ],
  [
    'a check that looks at what came before',
    'checks/order',
    '',
    {
      connector: (() => {
        let last = ''
        return onLocked(({ resource }) => {
          const { id } = resource as { id: string }
          const verdict = id > last ? pass() : fail('x')
          last = id
          return verdict
        })
      })(),
    },
  ],
  [
    'an empty tenant that breaks a stream',
    'empty/complete/key',
    'there is always an item',
    {
      connector: listing(async function* (pages) {
        for await (const page of pages) {
          if (page.items.length === 0) throw new TypeError('there is always an item')
          yield page
        }
      }),
    },
  ],
  [
    'a connector that has another way to the network than its host',
    'output/session-closed',
    'and only through it',
    {
      simulator: simulator((running) => ({
        get requests() {
          return [...running.requests, { method: 'GET', path: '/', status: 200, authorized: true, route: 'x' }]
        },
      })),
    },
  ],
]

describe('connectorConformance with a broken connector', () => {
  it.each(cases)('catches %s by the rule %s', async (_what, rule, complaint, options) => {
    await expect(run(rule, options)).rejects.toThrow(complaint)
  })

  it.each([...new Set(cases.map(([, rule]) => rule))].filter((rule) => !rule.includes('audit')))(
    'passes the sound connector by the rule %s',
    async (rule) => {
      await run(rule, {})
    },
  )

  it('accepts a waiver with a reason while its rule fails', async () => {
    const waivers = { 'checks/fixtures': 'the house has no open doors' }
    await run('checks/fixtures', { connector: onLocked(() => pass()), waivers })
  })

  it('refuses a waiver whose rule passes, names no rule, or gives no reason', async () => {
    const waivers = { 'checks/fixtures': 'the house has no open doors' }
    await expect(run('checks/fixtures', { waivers })).rejects.toThrow('remove the waiver')
    await expect(run('waivers', { waivers: { 'checks/fixture': 'x' } })).rejects.toThrow('do not exist')
    await expect(run('waivers', { waivers: { 'checks/fixtures': ' ' } })).rejects.toThrow('need a reason')
  })

  it('registers a rule for every group, each with an id of its own', () => {
    const ids = [...rulesOf({ entry: new URL('../src/index.ts', import.meta.url) }).keys()]
    const groups = new Set(ids.map((id) => id.split('/')[0]))
    expect([...groups].sort()).toEqual(
      [
        'import',
        'definition',
        'config',
        'permissions',
        'faults',
        'abort',
        'consumer',
        'output',
        'crash',
        'changes',
        'checks',
        'empty',
        'waivers',
      ].sort(),
    )
  })
})
