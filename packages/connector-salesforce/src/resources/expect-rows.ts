import type { Partition, PartitionContext } from '@opencasb/core/connector'
import type { SalesforceSession } from '../session.ts'
import { questionOf, type RowQuestion } from './read-rows.ts'

/**
 * The organisation as the one partition of a resource. The partitions of whatever a scan reads are listed before the first
 * of its streams begins: that these rows will be asked for is known here, and the question can travel with others.
 * @param group the rows are asked for only once this group of questions is released
 */
export async function* expectRows(
  { session }: PartitionContext<SalesforceSession>,
  source: RowQuestion,
  group?: string,
): AsyncGenerator<Partition, void, undefined> {
  const { client, tenant } = session
  client.expect(questionOf(source), group)
  yield { key: tenant.id, name: tenant.name, asset: { kind: 'organization', id: tenant.id, name: tenant.name } }
}
