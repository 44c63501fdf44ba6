import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** What only the beta API tells of the authentication methods policy. */
export interface AuthenticationMethodsPreview {
  /** Whether Entra asks for the strongest method that a user has: `default`, `enabled`, `disabled`. */
  readonly systemPreferred: string | undefined
  /** Whether people can report a sign-in that they did not begin: `default`, `enabled`, `disabled`. */
  readonly reportSuspiciousActivity: string | undefined
}

const setting = graphObject(z.looseObject({ state: graphField.text }))

/**
 * What only the beta API tells of how people may sign in.
 * @see https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get?view=graph-rest-beta
 */
export const authenticationMethodsPreview: ResourceType<AuthenticationMethodsPreview, M365Session> =
  tenantPolicy<AuthenticationMethodsPreview>({
    name: 'm365.authentication-methods-preview',
    path: '/policies/authenticationMethodsPolicy',
    version: 'beta',
    schema: z
      .looseObject({ systemCredentialPreferences: setting, reportSuspiciousActivitySettings: setting })
      .transform(({ systemCredentialPreferences, reportSuspiciousActivitySettings }) => ({
        systemPreferred: systemCredentialPreferences?.state,
        reportSuspiciousActivity: reportSuspiciousActivitySettings?.state,
      })),
    permissions: ['Policy.Read.All'],
    id: 'authenticationMethodsPolicyPreview',
    title: 'authentication method settings',
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/AuthMethodsSettings',
  })
