import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import type { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'
import { type AlertRepository, alertKey, alertKeyOf, repositoryAsset } from './alert-repository.ts'

/** What all kinds of alerts have. */
export interface Alert {
  readonly number: number
  readonly repository: AlertRepository
}

/** One kind of alert. */
export interface AlertDefinition<T extends Alert> {
  readonly name: string
  /** Of apps and fine-grained tokens. */
  readonly permission: string
  /** Of classic tokens. */
  readonly scope: string
  readonly order: 'stable' | 'unstable'
  readonly path: string
  readonly schema: z.ZodType<T>
  readonly query?: Readonly<Record<string, boolean>>
}

/** Declares the open alerts of one kind in all repositories of an organisation, oldest first. */
export function defineAlert<T extends Alert>(definition: AlertDefinition<T>): ResourceType<T, GithubSession> {
  const { name, permission, scope, order, path, schema, query } = definition
  return defineResource<T, GithubSession>({
    name,
    needs: githubNeeds({ permissions: [permission], scopes: [scope] }),
    order,
    cost: { bucket: 'core', itemsPerRequest: 100 },
    key: alertKey,
    asset: ({ repository }) => repositoryAsset(repository),
    partitions: organizationPartitions,
    collect: (context) =>
      organizationList(context, path, {
        item: schema,
        keyOf: alertKeyOf,
        query: { state: 'open', sort: 'created', direction: 'asc', ...query },
      }),
  })
}
