import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubSession } from '../../session.ts'
import { alertRepositorySchema } from './alert-repository.ts'
import { type Alert, defineAlert } from './define-alert.ts'

/** A credential that was found in a repository; never the credential itself. */
export interface SecretScanningAlert extends Alert {
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
export const secretScanningAlert: ResourceType<SecretScanningAlert, GithubSession> = defineAlert({
  name: 'github.secret-scanning-alert',
  permission: 'secret_scanning_alerts:read',
  scope: 'security_events',
  order: 'unstable',
  path: '/orgs/{org}/secret-scanning/alerts',
  schema: secretScanningAlertSchema,
  query: { hide_secret: true },
})
