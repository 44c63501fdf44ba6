import type { Partition, PartitionContext } from '@opencasb/core/connector'
import type { GoogleSession } from '../session.ts'

/** The account as a whole: what the administrator's own view is read as. */
export async function* customerPartition({ session }: PartitionContext<GoogleSession>): AsyncGenerator<Partition> {
  const { id, name, url } = session.tenant
  yield {
    key: id,
    name,
    asset: { kind: 'organization', id, name, ...(url !== undefined && { url }) },
  }
}
