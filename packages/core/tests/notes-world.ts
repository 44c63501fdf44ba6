import type { StandardSchemaV1 } from '@standard-schema/spec'
import {
  type Check,
  type Connector,
  defineAggregateCheck,
  defineCheck,
  defineChildResource,
  defineConnector,
  defineFacet,
  defineIndex,
  defineResource,
  type Facet,
  fail,
  type Page,
  pass,
  type ResourceType,
  type Session,
} from '../src/connector.ts'

export interface Note {
  readonly id: string
  readonly title: string
  readonly isPublic: boolean
  readonly author: string
  /** Undefined where the facet cannot be read. */
  readonly links: readonly { readonly id: string; readonly isOpen: boolean }[]
}

export interface Person {
  readonly id: string
  readonly isAdmin: boolean
}

export type Call = string

/** A tenant in memory that a test bends as it likes. */
export class NotesWorld {
  notes: Note[] = []
  people: Person[] = []
  partitions: readonly string[] = ['main']
  pageSize = 3
  granted: ReadonlySet<string> | 'unknown' = new Set(['notes', 'links', 'people'])
  features: ReadonlySet<string> | 'unknown' = 'unknown'
  order: 'stable' | 'unstable' = 'stable'
  /** Everything that the connector was asked for, oldest first. */
  calls: Call[] = []
  /** Thrown by the call of that name, as long as it is set. */
  faults = new Map<Call, unknown>()
  /** Changed or deleted notes, by feed position. */
  feed: { readonly note?: Note; readonly removed?: string }[] = []
  totals = false
  /** Every partition has one note, named after it, instead of all notes being in the first one. */
  spread = false
  /** The partition whose feed has the news; all of them where it is not set. */
  feedPartition: string | undefined
  /** Bends a page before it is handed over. */
  bend: (page: Page<Note>) => Page<Note> = (page) => page
  /** Awaited before each page. */
  beforePage: (page: number) => Promise<void> | void = () => undefined

  call(name: Call): void {
    this.calls.push(name)
    const fault = this.faults.get(name)
    if (fault) throw fault
  }

  countOf(name: Call): number {
    return this.calls.filter((call) => call === name).length
  }

  put(note: Partial<Note> & { readonly id: string }): void {
    const known = this.notes.find(({ id }) => id === note.id)
    const next: Note = { title: `Note ${note.id}`, isPublic: false, author: 'p0', links: [], ...known, ...note }
    this.notes = known ? this.notes.map((entry) => (entry.id === note.id ? next : entry)) : [...this.notes, next]
    this.feed.push({ note: next })
  }

  remove(id: string): void {
    this.notes = this.notes.filter((note) => note.id !== id)
    this.feed.push({ removed: id })
  }
}

export interface NotesSession extends Session {
  readonly world: NotesWorld
}

const accepts = <T>(): StandardSchemaV1<unknown, T> => ({
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as T }) },
})

const words = { version: 1, category: 'misconfiguration', title: 'Title', risk: 'Risk', remediation: 'Remedy' } as const

export const note: ResourceType<Note, NotesSession> = defineResource<Note, NotesSession>({
  name: 'notes.note',
  needs: { token: ['notes'] },
  order: 'stable',
  key: ({ id }) => id,
  asset: ({ id, title }) => ({ kind: 'repository', id, name: title }),
  async *partitions({ session }) {
    session.world.call('partitions')
    for (const key of session.world.partitions) {
      yield { key, name: `Space ${key}`, asset: { kind: 'organization', id: key, name: `Space ${key}` } }
    }
  },
  async *collect({ session: { world }, partition, from, wants }) {
    const notes = world.spread
      ? world.notes.map((one) => ({ ...one, id: `${one.id}-${partition.key}` }))
      : world.notes.filter(() => partition.key === world.partitions[0])
    const watermark = String(world.feed.length)
    for (let start = Number(from ?? 0); start === 0 || start < notes.length; start += world.pageSize) {
      await world.beforePage(start / world.pageSize)
      world.call(`page ${start / world.pageSize}`)
      const next = start + world.pageSize
      const items = notes.slice(start, next)
      yield world.bend({
        items,
        watermark,
        ...(next < notes.length && { cursor: String(next) }),
        ...(world.totals && { total: notes.length }),
        ...(wants(inline) && {
          facets: new Map([[inline.name, new Map(items.map((item) => [item.id, { value: item.author }]))]]),
        }),
      })
    }
  },
  async *changes({ session: { world }, from, partition }) {
    world.call('changes')
    const isHere = world.feedPartition === undefined || world.feedPartition === partition.key
    const news = isHere ? world.feed.slice(Number(from)) : []
    yield {
      items: news.flatMap((entry) => (entry.note && world.notes.includes(entry.note) ? [entry.note] : [])),
      removed: news.flatMap((entry) => (entry.removed === undefined ? [] : [entry.removed])),
      watermark: String(world.feed.length),
    }
  },
})

const inline: Facet<Note, string, NotesSession> = defineFacet<Note, string, NotesSession>({
  name: 'notes.note.author',
  of: note,
  needs: { token: ['notes'] },
  async fetch() {
    throw new Error('comes inline')
  },
})

const links: Facet<Note, Note['links'], NotesSession> = defineFacet<Note, Note['links'], NotesSession>({
  name: 'notes.note.links',
  of: note,
  needs: { token: ['links'] },
  async fetch(item, { session: { world } }) {
    world.call(`links ${item.id}`)
    world.call('links')
    return item.links
  },
})

export const link: ResourceType<Note['links'][number], NotesSession> = defineChildResource<
  Note['links'][number],
  Note,
  Note['links'],
  NotesSession
>({
  name: 'notes.link',
  from: links,
  items: (value) => value,
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'webhook', id, name: id }),
})

export const person: ResourceType<Person, NotesSession> = defineResource<Person, NotesSession>({
  name: 'notes.person',
  needs: { token: ['people'] },
  order: 'stable',
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'account', id, name: id }),
  async *collect({ session: { world } }) {
    world.call('people')
    yield { items: world.people }
  },
})

const admins = defineIndex<Person, boolean>({ name: 'notes.admins', of: person, pick: ({ isAdmin }) => isAdmin })

export const checks: readonly Check[] = [
  defineCheck({
    ...words,
    id: 'notes/public',
    severity: 'high',
    on: note,
    evaluate: ({ resource }) =>
      resource.isPublic ? fail(`${resource.title} is public`, { evidence: { isPublic: true } }) : pass(),
  }),
  defineCheck({
    ...words,
    id: 'notes/link-open',
    severity: 'medium',
    on: link,
    evaluate: ({ resource }) => (resource.isOpen ? fail('The link is open') : pass()),
  }),
  defineCheck({
    ...words,
    id: 'notes/many-links',
    severity: 'low',
    on: note,
    with: { links },
    evaluate: ({ links }) => links.map(({ id, isOpen }) => (isOpen ? fail(`${id} is open`, { part: id }) : pass())),
  }),
  defineCheck({
    ...words,
    id: 'notes/author-known',
    severity: 'low',
    on: note,
    with: { inline },
    lookup: { admins },
    evaluate: ({ inline, admins }) => (admins.has(inline) ? pass() : fail('Nobody knows the author')),
  }),
  defineAggregateCheck({
    ...words,
    id: 'notes/few-public',
    severity: 'medium',
    on: note,
    init: () => 0,
    add: (count, { resource }) => count + Number(resource.isPublic),
    done: (count, { partition }) =>
      partition.asset ? [{ asset: partition.asset, verdict: count > 2 ? fail(`${count} are public`) : pass() }] : [],
  }),
]

/** A connector to such a tenant with the checks named, all of them by default. */
export function notesConnector(world: NotesWorld, ids: readonly string[] = checks.map(({ id }) => id)): Connector {
  const chosen = checks.filter(({ id }) => ids.includes(id))
  const unstable = { ...note, order: world.order }
  const on = (check: Check): Check =>
    check.on.name === note.name && world.order === 'unstable' ? { ...check, on: unstable } : check
  return defineConnector<unknown>({
    id: 'notes',
    version: '1.0.0',
    title: 'Notes',
    config: accepts(),
    auth: [{ kind: 'token', title: 'Token', schema: accepts(), secrets: ['token'] }],
    resources: [note, link, person],
    checks: chosen.map(on),
    interval: { default: 3_600_000, min: 60_000 },
    guide: { prerequisites: [], plans: 'all', auth: {} },
    async open({ credentials }) {
      world.call('open')
      await credentials.read()
      const session: NotesSession = {
        world,
        tenant: { id: 'tenant-1', name: 'Tenant' },
        granted: world.granted,
        features: world.features,
        async close() {
          world.call('close')
        },
      }
      return session
    },
  })
}
