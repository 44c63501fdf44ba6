import type { StandardSchemaV1 } from '@opencasb/core'
import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import type { GraphVersion } from '../../http/graph-path.ts'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'

/** A policy of which a tenant has exactly one. */
export interface TenantPolicy<T> {
  /** @example 'm365.authorization-policy' */
  readonly name: string
  readonly path: string
  readonly schema: StandardSchemaV1<unknown, T>
  readonly permissions: readonly string[]
  /** The id that findings are kept under: the same in every answer. */
  readonly id: string
  /** What people call it. */
  readonly title: string
  /** Where it is set. */
  readonly url: string
  /** @default 'v1.0' */
  readonly version?: GraphVersion
  readonly query?: Readonly<Record<string, string>>
}

/** A resource type with one item: a policy of the tenant as a whole. */
export function tenantPolicy<T extends object>(policy: TenantPolicy<T>): ResourceType<T, M365Session> {
  const { name, path, schema, permissions, id, title, url, version, query } = policy
  return defineResource<T, M365Session>({
    name,
    needs: graphNeeds(permissions),
    order: 'stable',
    cost: { bucket: 'identity', itemsPerRequest: 1 },
    key: () => id,
    asset: () => ({ kind: 'setting', id, name: title, url }),
    async *collect({ session, signal }) {
      const options = { ...(version && { version }), ...(query && { query }) }
      const { data } = await session.client.get(path, schema, signal, options)
      yield { items: [data], total: 1 }
    },
  })
}
