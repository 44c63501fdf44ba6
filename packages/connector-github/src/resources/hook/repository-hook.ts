import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet, ResourceType } from '@opencasb/core/connector'
import { defineChildResource, defineFacet } from '@opencasb/core/connector'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { repository } from '../repository/repository.ts'
import type { Repository } from '../repository/repository-schema.ts'
import { type Hook, hookSchema } from './hook.ts'

/**
 * Webhooks of a repository: one request each, since GraphQL does not have them. Unchanged ones are not charged. The
 * scope `repo`, which showing private repositories takes anyway, includes them.
 * @see https://docs.github.com/en/rest/repos/webhooks#list-repository-webhooks
 */
export const hooks: Facet<Repository, readonly Hook[], GithubSession> = defineFacet<
  Repository,
  readonly Hook[],
  GithubSession
>({
  name: 'github.repository.hooks',
  of: repository,
  needs: githubNeeds({ permissions: ['repository_hooks:read'], scopes: ['repo'] }),
  cost: { bucket: 'core', itemsPerRequest: 1 },
  fetch: async ({ fullName }, { session, signal }) => {
    const all: Hook[] = []
    for await (const { items, unreadable } of session.client.list(`/repos/${fullName}/hooks`, {
      item: hookSchema,
      signal,
    })) {
      if (unreadable[0])
        throw new UnexpectedAnswerError(`a webhook of ${fullName} cannot be read: ${unreadable[0].message}`)
      all.push(...items)
    }
    return all
  },
})

/** A webhook with the repository that it belongs to. */
export interface RepositoryHook extends Hook {
  readonly repository: Repository
}

/** Webhooks of repositories. */
export const repositoryHook: ResourceType<RepositoryHook, GithubSession> = defineChildResource<
  RepositoryHook,
  Repository,
  readonly Hook[],
  GithubSession
>({
  name: 'github.repository-hook',
  from: hooks,
  items: (all, parent) => all.map((hook) => ({ ...hook, repository: parent })),
  key: ({ id }) => id,
  asset: ({ id, target, active, repository: { fullName, url } }) => ({
    kind: 'webhook',
    id,
    name: `webhook ${id} of ${fullName} to ${target}`,
    url: `${url}/settings/hooks/${id}`,
    status: active ? 'active' : 'inactive',
  }),
})
