import type { ResourceType } from '@opencasb/core/connector'
import { defineChildResource } from '@opencasb/core/connector'
import type { GithubSession } from '../../session.ts'
import type { DeployKey } from './deploy-keys-part.ts'
import { deployKeys } from './repository.ts'
import type { Repository } from './repository-schema.ts'

/** A deploy key with the repository that it opens. */
export interface RepositoryDeployKey extends DeployKey {
  readonly repository: Repository
}

/** Deploy keys of repositories. */
export const deployKey: ResourceType<RepositoryDeployKey, GithubSession> = defineChildResource<
  RepositoryDeployKey,
  Repository,
  readonly DeployKey[],
  GithubSession
>({
  name: 'github.deploy-key',
  from: deployKeys,
  items: (all, parent) => all.map((key) => ({ ...key, repository: parent })),
  key: ({ id }) => id,
  asset: ({ id, title, repository: { fullName, url } }) => ({
    kind: 'credential',
    id,
    name: `deploy key "${title}" of ${fullName}`,
    url: `${url}/settings/keys`,
  }),
})
