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

/** A dependency with a known vulnerability. */
export interface DependabotAlert {
  readonly number: number
  readonly repository: AlertRepository
  /** `critical`, `high`, `medium`, `low`, or what GitHub adds one day. */
  readonly severity: string
  readonly package: string
  /** The advisory: `GHSA-…`. */
  readonly advisory: string
  /** ISO 8601. */
  readonly createdAt: string
}

const dependabotAlertSchema = z
  .object({
    number: z.number(),
    created_at: z.string(),
    security_advisory: z.object({ ghsa_id: z.string() }),
    security_vulnerability: z.object({ severity: z.string(), package: z.object({ name: z.string() }) }),
    repository: alertRepositorySchema,
  })
  .transform(
    (answer): DependabotAlert => ({
      number: answer.number,
      repository: answer.repository,
      severity: answer.security_vulnerability.severity,
      package: answer.security_vulnerability.package.name,
      advisory: answer.security_advisory.ghsa_id,
      createdAt: answer.created_at,
    }),
  )

/**
 * Open Dependabot alerts of all repositories, oldest first.
 * @see https://docs.github.com/en/rest/dependabot/alerts#list-dependabot-alerts-for-an-organization
 */
export const dependabotAlert: ResourceType<DependabotAlert, GithubSession> = defineResource<
  DependabotAlert,
  GithubSession
>({
  name: 'github.dependabot-alert',
  needs: githubNeeds({ permissions: ['vulnerability_alerts:read'], scopes: ['security_events'] }),
  // Read by cursor, oldest first: an alert that is closed meanwhile does not move the others.
  order: 'stable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: alertKey,
  asset: ({ repository }) => repositoryAsset(repository),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/dependabot/alerts', {
      item: dependabotAlertSchema,
      keyOf: alertKeyOf,
      query: { state: 'open', sort: 'created', direction: 'asc' },
    }),
})
