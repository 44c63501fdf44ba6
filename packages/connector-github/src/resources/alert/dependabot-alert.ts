import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubSession } from '../../session.ts'
import { alertRepositorySchema } from './alert-repository.ts'
import { type Alert, defineAlert } from './define-alert.ts'

/** A dependency with a known vulnerability. */
export interface DependabotAlert extends Alert {
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
export const dependabotAlert: ResourceType<DependabotAlert, GithubSession> = defineAlert({
  name: 'github.dependabot-alert',
  permission: 'vulnerability_alerts:read',
  scope: 'security_events',
  // Read by cursor, oldest first: an alert that is closed meanwhile does not move the others.
  order: 'stable',
  path: '/orgs/{org}/dependabot/alerts',
  schema: dependabotAlertSchema,
})
