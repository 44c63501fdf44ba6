import type { StandardSchemaV1 } from '@opencasb/core'
import { type Connector, defineCheck, defineConnector, defineResource, fail, pass } from '@opencasb/core/connector'

interface Door {
  readonly id: string
  readonly isOpen: boolean
}

function accepts<T>(): StandardSchemaV1<unknown, T> {
  return { '~standard': { version: 1, vendor: 'doors', validate: (value) => ({ value: value as T }) } }
}

/** A connector to a house: a finding for each open door. */
export function doorsConnector(doors: Map<string, boolean>): Connector {
  const door = defineResource<Door>({
    name: 'doors.door',
    needs: { token: [] },
    order: 'stable',
    key: ({ id }) => id,
    asset: ({ id }) => ({ kind: 'setting', id, name: `Door ${id}` }),
    async *collect() {
      yield { items: [...doors].map(([id, isOpen]) => ({ id, isOpen })) }
    },
  })
  const shut = defineCheck({
    id: 'doors/shut',
    version: 1,
    severity: 'high',
    category: 'misconfiguration',
    lifecycle: 'stable',
    title: 'A door is open',
    risk: 'Anybody can come in.',
    remediation: 'Shut it.',
    frameworks: {},
    on: door,
    evaluate: ({ resource }) => (resource.isOpen ? fail(`${resource.id} is open`) : pass()),
  })
  return defineConnector<unknown>({
    id: 'doors',
    version: '1.0.0',
    title: 'Doors',
    config: accepts(),
    auth: [{ kind: 'token', title: 'Token', schema: accepts(), secrets: ['token'] }],
    resources: [door],
    checks: [shut],
    interval: { default: 3_600_000, min: 60_000 },
    guide: { prerequisites: [], plans: 'all', auth: {} },
    open: async () => ({
      tenant: { id: 'house-1', name: 'House' },
      granted: 'unknown',
      features: 'unknown',
      close: async () => undefined,
    }),
  })
}
