import {
  type Connector,
  defineCheck,
  defineConnector,
  defineResource,
  type OpenContext,
  pass,
} from '@opencasb/core/connector'

const anything = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) => ({ value: value as Record<string, string> }),
  },
} as const

/** A connector to an empty tenant that is named after the token. */
export function emptyConnector(): Connector {
  const note = defineResource<{ readonly id: string }>({
    name: 'empty.note',
    needs: { token: [] },
    order: 'stable',
    key: ({ id }) => id,
    asset: ({ id }) => ({ kind: 'file', id, name: id }),
    async *collect() {
      yield { items: [] }
    },
  })
  const words = { category: 'misconfiguration', title: 'Note', risk: 'Risk', remediation: 'Remedy' } as const
  return defineConnector({
    id: 'empty',
    version: '1.0.0',
    title: 'Empty',
    config: anything,
    auth: [{ kind: 'token', title: 'Token', schema: anything, secrets: ['token'] }],
    resources: [note],
    checks: [
      defineCheck({ ...words, id: 'empty/note', version: 1, severity: 'low', on: note, evaluate: () => pass() }),
    ],
    interval: { default: 3_600_000, min: 60_000 },
    guide: { prerequisites: [], plans: 'any', auth: { token: { steps: [], permissions: [] } } },
    async open({ credentials }: OpenContext) {
      const { fields, secrets } = (await credentials.read()).credentials
      if (!secrets['token']?.reveal().startsWith('token of')) throw new TypeError('not the token that was stored')
      const id = fields['account'] ?? ''
      return { tenant: { id, name: id }, granted: new Set<string>(), features: 'unknown', close: async () => {} }
    },
  })
}
