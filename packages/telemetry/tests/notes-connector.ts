import {
  type Connector,
  defineCheck,
  defineConnector,
  defineResource,
  fail,
  pass,
  type Session,
} from '@opencasb/core/connector'

interface Note {
  readonly id: string
  readonly isPublic: boolean
}

const anything = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) => ({ value: value as Record<string, string> }),
  },
} as const

const session: Session = {
  tenant: { id: 'canary-tenant', name: 'canary-tenant' },
  granted: new Set(['notes']),
  features: 'unknown',
  close: async () => {},
}

/** A connector to a world of notes in two pages; where somebody's notes are asked for, it lacks the permission. */
export function notesConnector(notes: readonly Note[]): Connector {
  const note = defineResource<Note>({
    name: 'notes.note',
    needs: { token: ['notes'] },
    order: 'stable',
    key: ({ id }) => id,
    asset: ({ id }) => ({ kind: 'file', id, name: 'canary-asset' }),
    async *collect({ from }) {
      const middle = Math.ceil(notes.length / 2)
      if (from === undefined) yield { items: notes.slice(0, middle), cursor: 'second' }
      yield { items: notes.slice(middle) }
    },
  })
  const draft = defineResource<Note>({ ...note, name: 'notes.draft', needs: { token: ['drafts'] } })
  const words = { version: 1, category: 'data-exposure', title: 'Public', risk: 'Risk', remediation: 'Remedy' } as const
  return defineConnector({
    id: 'notes',
    version: '1.0.0',
    title: 'Notes',
    config: anything,
    auth: [{ kind: 'token', title: 'Token', schema: anything, secrets: ['token'] }],
    resources: [note, draft],
    checks: [
      defineCheck({
        ...words,
        id: 'notes/public-note',
        severity: 'high',
        on: note,
        evaluate: ({ resource }) => (resource.isPublic ? fail('canary-message') : pass()),
      }),
      defineCheck({ ...words, id: 'notes/public-draft', severity: 'low', on: draft, evaluate: () => pass() }),
    ],
    interval: { default: 3_600_000, min: 60_000 },
    guide: { prerequisites: [], plans: 'any', auth: { token: { steps: [], permissions: [] } } },
    open: async () => session,
  })
}
