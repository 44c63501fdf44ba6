import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubSession } from '../../session.ts'
import { alertRepositorySchema } from './alert-repository.ts'
import { type Alert, defineAlert } from './define-alert.ts'

/** Something that code scanning found in a default branch. */
export interface CodeScanningAlert extends Alert {
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
export const codeScanningAlert: ResourceType<CodeScanningAlert, GithubSession> = defineAlert({
  name: 'github.code-scanning-alert',
  permission: 'security_events:read',
  scope: 'security_events',
  order: 'unstable',
  path: '/orgs/{org}/code-scanning/alerts',
  schema: codeScanningAlertSchema,
})
