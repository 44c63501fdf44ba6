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

/** Something that code scanning found in a default branch. */
export interface CodeScanningAlert {
  readonly number: number
  readonly repository: AlertRepository
  /** `critical`, `high`, `medium`, `low`; `null` where the rule is not about security. */
  readonly severity: string | null
  readonly rule: string
  /** ISO 8601. */
  readonly createdAt: string
}

const codeScanningAlertSchema = z
  .object({
    number: z.number(),
    created_at: z.string(),
    rule: z.object({ id: z.string().nullish(), security_severity_level: z.string().nullish() }),
    repository: alertRepositorySchema,
  })
  .transform(
    (answer): CodeScanningAlert => ({
      number: answer.number,
      repository: answer.repository,
      severity: answer.rule.security_severity_level ?? null,
      rule: answer.rule.id ?? 'a rule without id',
      createdAt: answer.created_at,
    }),
  )

/**
 * Open code scanning alerts of all repositories.
 * @see https://docs.github.com/en/rest/code-scanning/code-scanning#list-code-scanning-alerts-for-an-organization
 */
export const codeScanningAlert: ResourceType<CodeScanningAlert, GithubSession> = defineResource<
  CodeScanningAlert,
  GithubSession
>({
  name: 'github.code-scanning-alert',
  needs: githubNeeds({ permissions: ['security_events:read'], scopes: ['security_events'] }),
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: alertKey,
  asset: ({ repository }) => repositoryAsset(repository),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/code-scanning/alerts', {
      item: codeScanningAlertSchema,
      keyOf: alertKeyOf,
      query: { state: 'open', sort: 'created', direction: 'asc' },
    }),
})
