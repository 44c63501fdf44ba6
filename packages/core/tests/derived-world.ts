import {
  type Check,
  type Connector,
  defineCheck,
  defineDerivedResource,
  defineIndex,
  fail,
  type Index,
  pass,
  type ResourceType,
} from '../src/connector.ts'
import { link, type Note, type NotesSession, type NotesWorld, note, notesConnector, person } from './notes-world.ts'

/** What an author wrote, computed from all notes. */
interface Author {
  readonly id: string
  readonly notes: number
  readonly isAdmin: boolean
}

const notesByAuthor: Index<Note, number> = defineIndex<Note, number, NotesSession>({
  name: 'notes.count-by-author',
  of: note,
  by: ({ author }) => author,
  pick: (_note, previous = 0) => previous + 1,
})
const people = defineIndex({ name: 'notes.people', of: person, pick: ({ isAdmin }) => isAdmin })
const openLinks = defineIndex({
  name: 'notes.open-links',
  of: link,
  by: ({ isOpen }) => (isOpen ? 'open' : 'closed'),
  pick: ({ id }, previous: readonly string[] | undefined): readonly string[] => [...(previous ?? []), id],
})

const author: ResourceType<Author, NotesSession> = defineDerivedResource({
  name: 'notes.author',
  lookup: { notesByAuthor, people },
  *items({ notesByAuthor, people }) {
    for (const [id, notes] of notesByAuthor.entries()) yield { id, notes, isAdmin: people.get(id) ?? false }
  },
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'account', id, name: id }),
})
const authors = defineIndex({ name: 'notes.authors', of: author, pick: ({ notes }) => notes })

interface LinkGroup {
  readonly id: string
  readonly links: readonly string[]
}

const linkGroup: ResourceType<LinkGroup, NotesSession> = defineDerivedResource({
  name: 'notes.link-group',
  lookup: { openLinks },
  partial: true,
  *items({ openLinks }) {
    for (const [id, links] of openLinks.entries()) yield { id, links }
  },
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'group', id, name: id }),
})

const words = { version: 1, category: 'misconfiguration', title: 'Title', risk: 'Risk', remediation: 'Remedy' } as const

const derivedChecks: readonly Check[] = [
  defineCheck({
    ...words,
    id: 'notes/busy-author',
    severity: 'low',
    on: author,
    evaluate: ({ resource: { notes, isAdmin } }) => (notes > 1 && !isAdmin ? fail(`${notes} notes`) : pass()),
  }),
  defineCheck({
    ...words,
    id: 'notes/lone-person',
    severity: 'low',
    on: person,
    lookup: { authors },
    evaluate: ({ resource, authors }) => (authors.has(resource.id) ? pass() : fail('Wrote nothing')),
  }),
  defineCheck({
    ...words,
    id: 'notes/open-group',
    severity: 'medium',
    on: linkGroup,
    evaluate: ({ resource }) => (resource.id === 'open' ? fail(resource.links.join()) : pass()),
  }),
]

/** A connector whose checks are on computed resource types. */
export function derivedConnector(world: NotesWorld, ids: readonly string[]): Connector {
  const base = notesConnector(world)
  return {
    ...base,
    resources: [...base.resources, author, linkGroup],
    checks: [...base.checks, ...derivedChecks].filter(({ id }) => ids.includes(id)),
  }
}
