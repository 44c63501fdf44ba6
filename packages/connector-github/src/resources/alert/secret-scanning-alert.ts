import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'
import {
  type AlertRepository,
  alertKey,
  alertKeyOf,
  alertRepositorySchema,
  repositoryAsset,
} from './alert-repository.ts'

/** A credential that was found in a repository; never the credential itself. */
export interface SecretScanningAlert {
  readonly number: number
  readonly repository: AlertRepository
  /** What kind of credential it is. */
  readonly type: string
  /** `active`, `inactive` or `unknown`, where GitHub could try it. */
  readonly validity: string
  readonly publiclyLeaked: boolean
  /** ISO 8601. */
  readonly createdAt: string
}

const secretScanningAlertSchema = z
  .object({
    number: z.number(),
    created_at: z.string(),
    secret_type: z.string().optional(),
    secret_type_display_name: z.string().optional(),
    validity: z.string().nullish(),
    publicly_leaked: z.boolean().nullish(),
    repository: alertRepositorySchema,
  })
  .transform(
    (answer): SecretScanningAlert => ({
      number: answer.number,
      repository: answer.repository,
      type: answer.secret_type_display_name ?? answer.secret_type ?? 'secret',
      validity: answer.validity ?? 'unknown',
      publiclyLeaked: answer.publicly_leaked ?? false,
      createdAt: answer.created_at,
    }),
  )

/**
 * Open secret scanning alerts of all repositories. GitHub is asked to leave the secrets out of its answers.
 * @see https://docs.github.com/en/rest/secret-scanning/secret-scanning#list-secret-scanning-alerts-for-an-organization
 */
export const secretScanningAlert: ResourceType<SecretScanningAlert, GithubSession> = defineResource<
  SecretScanningAlert,
  GithubSession
>({
  name: 'github.secret-scanning-alert',
  needs: githubNeeds({ permissions: ['secret_scanning_alerts:read'], scopes: ['security_events'] }),
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: alertKey,
  asset: ({ repository }) => repositoryAsset(repository),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/secret-scanning/alerts', {
      item: secretScanningAlertSchema,
      keyOf: alertKeyOf,
      query: { state: 'open', hide_secret: true, sort: 'created', direction: 'asc' },
    }),
})
