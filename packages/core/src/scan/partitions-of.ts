import type { Partition } from '../contract/page.ts'
import type { ResourceType } from '../contract/resource.ts'
import type { RunContext } from './run-context.ts'

/** The partitions of a resource type; the tenant itself where it has none. */
export async function* partitionsOf(
  run: RunContext,
  resource: ResourceType,
): AsyncGenerator<Partition, void, undefined> {
  const { session, signal, log, tenant } = run
  if (resource.partitions) yield* resource.partitions({ session, signal, log })
  else yield { key: tenant.id, name: tenant.name, asset: { kind: 'organization', id: tenant.id, name: tenant.name } }
}
