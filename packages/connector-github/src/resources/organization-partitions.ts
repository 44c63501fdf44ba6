import { ContractError } from '@opencasb/core'
import type { Partition, PartitionContext } from '@opencasb/core/connector'
import type { GithubOrganization, GithubSession } from '../session.ts'

/** Everything is read per organisation: one of them may fail or be incomplete without the others. */
export async function* organizationPartitions({ session }: PartitionContext<GithubSession>): AsyncGenerator<Partition> {
  for (const { id, login, url } of session.organizations) {
    yield { key: id, name: login, asset: { kind: 'organization', id, name: login, url } }
  }
}

/** The organisation that a partition stands for. */
export function organizationOf(session: GithubSession, partition: Partition): GithubOrganization {
  const organization = session.organizations.find(({ id }) => id === partition.key)
  if (!organization) throw new ContractError(`there is no organisation for the partition ${partition.key}`)
  return organization
}
