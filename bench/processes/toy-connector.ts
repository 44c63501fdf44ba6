import type { StandardSchemaV1 } from '@opencasb/core'
import {
  type Check,
  type Connector,
  defineCheck,
  defineConnector,
  defineResource,
  fail,
  pass,
  type ResourceType,
  type Session,
} from '@opencasb/core/connector'

/** What is asked of an asset: nothing of it is read from anywhere. */
interface ToyAsset {
  readonly id: string
  readonly number: number
}

interface ToyConfig {
  readonly workspace: string
  readonly assets: number
}

interface ToySession extends Session {
  readonly config: ToyConfig
}

/** What {@link createToyConnector} takes. */
export interface ToyOptions {
  /** @default 100 */
  readonly pageSize?: number
  /** Each check fails for one asset in so many; as many checks as there are entries. */
  readonly failing: readonly number[]
  /** Told when a session of a workspace begins and ends. */
  readonly journal?: (workspace: string, event: 'begin' | 'end') => void
}

const accepts = <T>(): StandardSchemaV1<unknown, T> => ({
  '~standard': { version: 1, vendor: 'toy', validate: (value) => ({ value: value as T }) },
})

const severities = ['critical', 'high', 'medium', 'low'] as const

/** A connector that makes its assets up in the process: what a scan of it costs is the engine's, the store's and the queue's. */
export function createToyConnector({ pageSize = 100, failing, journal }: ToyOptions): Connector {
  const resource: ResourceType<ToyAsset, ToySession> = defineResource<ToyAsset, ToySession>({
    name: 'toy.document',
    needs: { token: ['documents'] },
    order: 'stable',
    key: ({ id }) => id,
    asset: ({ id, number }) => ({
      kind: 'repository',
      id,
      name: `Document ${number}`,
      url: `https://toy.example/documents/${id}`,
    }),
    async *collect({ session, from }) {
      const { assets } = session.config
      for (let start = Number(from ?? 0); start < assets; start += pageSize) {
        const end = Math.min(assets, start + pageSize)
        const items = Array.from({ length: end - start }, (_, at) => toyAsset(start + at))
        yield { items, ...(end < assets && { cursor: String(end) }) }
      }
    },
  })
  const checks = failing.map(
    (every, place): Check =>
      defineCheck({
        id: `toy/rule-${place}`,
        version: 1,
        category: 'misconfiguration',
        title: `Document breaks rule ${place}`,
        risk: 'Whoever has the address can read the document, also outside of the organisation.',
        remediation: 'Open the document, choose Share, and take away the link that everybody can use.',
        severity: severities[place % severities.length] ?? 'low',
        on: resource,
        evaluate: ({ resource: { number } }) =>
          number % every === place % every
            ? fail(`Document ${number} can be read by everybody with the link`, {
                evidence: { link: 'anyone', number },
              })
            : pass(),
      }),
  )
  return defineConnector<unknown>({
    id: 'toy',
    version: '1.0.0',
    title: 'Toy',
    config: accepts(),
    auth: [{ kind: 'token', title: 'Token', schema: accepts(), secrets: ['token'] }],
    resources: [resource],
    checks,
    interval: { default: 3_600_000, min: 60_000 },
    guide: { prerequisites: [], plans: 'all', auth: {} },
    async open({ config, credentials, signal }) {
      const given = config as ToyConfig
      await credentials.read(signal)
      journal?.(given.workspace, 'begin')
      const session: ToySession = {
        config: given,
        tenant: { id: given.workspace, name: given.workspace },
        granted: new Set(['documents']),
        features: 'unknown',
        async close() {
          journal?.(given.workspace, 'end')
        },
      }
      return session
    },
  })
}

function toyAsset(number: number): ToyAsset {
  return { id: `document-${String(number).padStart(7, '0')}`, number }
}
