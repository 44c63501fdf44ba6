import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphList, graphObject } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** Something that Authenticator shows, or that Entra does. */
export interface MethodFeature {
  /** `enabled`, `disabled`, or `default`: Microsoft decides. */
  readonly state: string
  /** Whether it is meant for all users. */
  readonly forAllUsers: boolean
}

/** One way to sign in, as the tenant allows it. */
export interface MethodConfiguration {
  readonly state: string
  /** Groups that may use it; `all_users` for everybody. Undefined where Graph does not tell. */
  readonly targets: readonly string[] | undefined
  /** Authenticator: the name of the application is shown. */
  readonly showsApplication: MethodFeature | undefined
  /** Authenticator: the place is shown. */
  readonly showsLocation: MethodFeature | undefined
  /** Authenticator: codes without a push message. */
  readonly softwareOath: boolean | undefined
  /** Security keys: their make must be proven. */
  readonly attestationEnforced: boolean | undefined
  /** Security keys: users register them themselves. */
  readonly selfServiceRegistration: boolean | undefined
  /** Security keys: only some makes may be used, or some may not. */
  readonly keyRestrictions: boolean | undefined
  /** Temporary Access Pass: it works once. */
  readonly usableOnce: boolean | undefined
  /** Temporary Access Pass: the longest that one may be good for, in minutes. */
  readonly maximumLifetimeMinutes: number | undefined
  /** E-mail codes for external users: `default`, `enabled`, `disabled`. */
  readonly externalEmailCodes: string | undefined
}

/** How people may sign in. */
export interface AuthenticationMethodsPolicy {
  /** `preMigration`, `migrationInProgress`, `migrationComplete`; undefined in tenants that never had to migrate. */
  readonly migrationState: string | undefined
  /** Id in lower case (`sms`, `fido2`, `microsoftauthenticator`, …) → configuration. */
  readonly methods: Readonly<Record<string, MethodConfiguration>>
  /** Whether people are nudged to set up Authenticator or a passkey. */
  readonly registrationCampaign: string | undefined
}

const feature: z.ZodType<MethodFeature | undefined> = graphObject(
  z
    .looseObject({ state: z.string(), includeTarget: graphObject(z.looseObject({ id: graphField.text })) })
    .transform(({ state, includeTarget }) => ({ state, forAllUsers: includeTarget?.id === 'all_users' })),
)

const configuration = z
  .looseObject({
    id: graphField.id,
    state: z.string(),
    includeTargets: graphObject(z.array(z.looseObject({ id: z.string() }))),
    featureSettings: graphObject(
      z.looseObject({
        displayAppInformationRequiredState: feature,
        displayLocationInformationRequiredState: feature,
      }),
    ),
    isSoftwareOathEnabled: graphField.flag,
    isAttestationEnforced: graphField.flag,
    isSelfServiceRegistrationAllowed: graphField.flag,
    keyRestrictions: graphObject(z.looseObject({ isEnforced: graphField.flag })),
    isUsableOnce: graphField.flag,
    maximumLifetimeInMinutes: z.number().nullish(),
    allowExternalIdToUseEmailOtp: graphField.text,
  })
  .transform((method): readonly [string, MethodConfiguration] => [
    method.id.toLowerCase(),
    {
      state: method.state,
      targets: method.includeTargets?.map(({ id }) => id),
      showsApplication: method.featureSettings?.displayAppInformationRequiredState,
      showsLocation: method.featureSettings?.displayLocationInformationRequiredState,
      softwareOath: method.isSoftwareOathEnabled,
      attestationEnforced: method.isAttestationEnforced,
      selfServiceRegistration: method.isSelfServiceRegistrationAllowed,
      keyRestrictions: method.keyRestrictions?.isEnforced,
      usableOnce: method.isUsableOnce,
      maximumLifetimeMinutes: method.maximumLifetimeInMinutes ?? undefined,
      externalEmailCodes: method.allowExternalIdToUseEmailOtp,
    },
  ])

const schema: z.ZodType<AuthenticationMethodsPolicy> = z
  .looseObject({
    policyMigrationState: graphField.text,
    registrationEnforcement: graphObject(
      z.looseObject({
        authenticationMethodsRegistrationCampaign: graphObject(z.looseObject({ state: graphField.text })),
      }),
    ),
    authenticationMethodConfigurations: graphList(configuration),
  })
  .transform(({ policyMigrationState, registrationEnforcement, authenticationMethodConfigurations }) => ({
    migrationState: policyMigrationState,
    methods: Object.fromEntries(authenticationMethodConfigurations),
    registrationCampaign: registrationEnforcement?.authenticationMethodsRegistrationCampaign?.state,
  }))

/**
 * How people may sign in.
 * @see https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get
 */
export const authenticationMethodsPolicy: ResourceType<AuthenticationMethodsPolicy, M365Session> =
  tenantPolicy<AuthenticationMethodsPolicy>({
    name: 'm365.authentication-methods-policy',
    path: '/policies/authenticationMethodsPolicy',
    schema,
    permissions: ['Policy.Read.All'],
    id: 'authenticationMethodsPolicy',
    title: 'authentication methods',
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/AdminAuthMethods',
  })
