import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { type AppCredential, credentialsSchema } from './app-credential.ts'

/** An application that is registered in the tenant. */
export interface Application {
  readonly id: string
  readonly appId: string | undefined
  readonly displayName: string | undefined
  readonly createdDateTime: string | undefined
  /** `AzureADMyOrg`, `AzureADMultipleOrgs`, `AzureADandPersonalMicrosoftAccount`, `PersonalMicrosoftAccount` */
  readonly signInAudience: string | undefined
  /** `DisabledDueToViolationOfServicesAgreement`; `NotDisabled` or not set where it is not. */
  readonly disabledByMicrosoftStatus: string | undefined
  readonly passwordCredentials: readonly AppCredential[]
  readonly keyCredentials: readonly AppCredential[]
  readonly certification: Certification | undefined
  /** Of web, single-page and native clients together. */
  readonly redirectUris: readonly string[]
  readonly issuesImplicitAccessTokens: boolean
  readonly issuesImplicitIdTokens: boolean
  /** Undefined where nothing was ever set. */
  readonly instanceLock: InstanceLock | undefined
}

/** What Microsoft's certification programme says of an application. */
export interface Certification {
  readonly isCertifiedByMicrosoft: boolean | undefined
  readonly isPublisherAttested: boolean | undefined
  readonly certificationExpirationDateTime: string | undefined
}

/** What cannot be changed in other tenants that use the application. */
export interface InstanceLock {
  readonly isEnabled: boolean
  readonly allProperties: boolean | undefined
}

const redirects = graphObject(z.object({ redirectUris: graphField.texts }))

const applicationSchema: z.ZodType<Application> = z
  .object({
    id: graphField.id,
    appId: graphField.text,
    displayName: graphField.text,
    createdDateTime: graphField.text,
    signInAudience: graphField.text,
    disabledByMicrosoftStatus: graphField.text,
    passwordCredentials: credentialsSchema,
    keyCredentials: credentialsSchema,
    certification: graphObject(
      z.object({
        isCertifiedByMicrosoft: graphField.flag,
        isPublisherAttested: graphField.flag,
        certificationExpirationDateTime: graphField.text,
      }),
    ),
    web: graphObject(
      z.object({
        redirectUris: graphField.texts,
        implicitGrantSettings: graphObject(
          z.object({ enableAccessTokenIssuance: graphField.flag, enableIdTokenIssuance: graphField.flag }),
        ),
      }),
    ),
    spa: redirects,
    publicClient: redirects,
    servicePrincipalLockConfiguration: graphObject(
      z.object({ isEnabled: z.boolean(), allProperties: graphField.flag }),
    ),
  })
  .transform(({ web, spa, publicClient, servicePrincipalLockConfiguration, ...application }) => ({
    ...application,
    redirectUris: [web, spa, publicClient].flatMap((client) => client?.redirectUris ?? []),
    issuesImplicitAccessTokens: web?.implicitGrantSettings?.enableAccessTokenIssuance ?? false,
    issuesImplicitIdTokens: web?.implicitGrantSettings?.enableIdTokenIssuance ?? false,
    instanceLock: servicePrincipalLockConfiguration,
  }))

/**
 * Applications that are registered in the tenant: its own, and those that it offers to others.
 * @see https://learn.microsoft.com/en-us/graph/api/application-list
 */
export const application: ResourceType<Application, M365Session> = defineResource<Application, M365Session>({
  name: 'm365.application',
  needs: graphNeeds(['Application.Read.All']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 999 },
  key: ({ id }) => id,
  asset: ({ id, displayName, appId }) => ({ kind: 'application', id, name: displayName || appId || id }),
  collect: (context) =>
    listPages(context, '/applications', {
      item: applicationSchema,
      query: {
        $top: 999,
        $select:
          'id,appId,displayName,createdDateTime,signInAudience,disabledByMicrosoftStatus,passwordCredentials,keyCredentials,certification,web,spa,publicClient,servicePrincipalLockConfiguration',
      },
    }),
})
