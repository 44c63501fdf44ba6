import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import {
  type AuthenticationMethodsPolicy,
  authenticationMethodsPolicy,
  type MethodConfiguration,
  type MethodFeature,
} from '../../resources/policy/authentication-methods-policy.ts'
import {
  type AuthenticationMethodsPreview,
  authenticationMethodsPreview,
} from '../../resources/policy/authentication-methods-preview.ts'
import { type AuthorizationPolicy, authorizationPolicy } from '../../resources/policy/authorization-policy.ts'
import { type SettingCheck, settingCheck } from './setting-check.ts'

const open = 'In the Microsoft Entra admin center, open "Entra ID", "Authentication methods"'
const page = 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage'

type Words = Pick<
  SettingCheck<unknown, never, unknown>,
  'id' | 'severity' | 'title' | 'risk' | 'remediation' | 'frameworks'
>

/** A method that should be on or off. */
function methodState(method: string, should: 'enabled' | 'disabled', words: Words): Check {
  return settingCheck<AuthenticationMethodsPolicy, string>({
    ...words,
    see: page,
    on: authenticationMethodsPolicy,
    setting: `${method}.state`,
    read: ({ methods }) => methods[method]?.state,
    accept: (state) => state === should,
    finding: words.title,
  })
}

/** A switch of a method, which does not matter where the method is off. */
function methodSwitch(
  method: string,
  setting: string,
  read: (configuration: MethodConfiguration) => boolean | undefined,
  should: boolean,
  words: Words,
): Check {
  return settingCheck<AuthenticationMethodsPolicy, boolean>({
    ...words,
    see: page,
    on: authenticationMethodsPolicy,
    setting,
    read: ({ methods }) => {
      const configuration = methods[method]
      return configuration && read(configuration)
    },
    accept: (value) => value === should,
    irrelevant: ({ methods }) => (methods[method]?.state === 'disabled' ? 'The method is off' : undefined),
    finding: words.title,
  })
}

function isOnForAll(feature: MethodFeature | undefined): boolean | undefined {
  // What Microsoft decides is off today for both features of Authenticator.
  return feature && feature.state === 'enabled' && feature.forAllUsers
}

const weakMethods: readonly Check[] = [
  methodState('sms', 'disabled', {
    id: 'm365/sms-method-disabled',
    severity: 'medium',
    title: 'Codes by text message are accepted',
    risk: 'Telephone numbers are taken over at the provider, and codes are passed on by fake sign-in pages.',
    remediation: `${open}, "Policies", "SMS", and switch it off once people have another method.`,
    frameworks: { 'scuba-m365': ['MS.AAD.3.5'], 'cis-m365': ['5.2.3.5'] },
  }),
  methodState('voice', 'disabled', {
    id: 'm365/voice-method-disabled',
    severity: 'medium',
    title: 'Telephone calls are accepted as second factor',
    risk: 'Calls are forwarded or answered without a thought: pressing a key is all that they ask for.',
    remediation: `${open}, "Policies", "Voice call", and switch it off once people have another method.`,
    frameworks: { 'scuba-m365': ['MS.AAD.3.5'], 'cis-m365': ['5.2.3.5'] },
  }),
  methodState('email', 'disabled', {
    id: 'm365/email-method-disabled',
    severity: 'low',
    title: 'Codes by e-mail are accepted',
    risk: 'A mailbox that was taken over gives away the code too.',
    remediation: `${open}, "Policies", "Email OTP", and switch it off.`,
    frameworks: { 'scuba-m365': ['MS.AAD.3.5'], 'cis-m365': ['5.2.3.7'] },
  }),
]

const authenticator: readonly Check[] = [
  methodState('microsoftauthenticator', 'enabled', {
    id: 'm365/authenticator-enabled',
    severity: 'low',
    title: 'Microsoft Authenticator cannot be used',
    risk: 'People fall back on text messages and calls where the app is not offered.',
    remediation: `${open}, "Policies", "Microsoft Authenticator", and switch it on for all users.`,
  }),
  methodSwitch(
    'microsoftauthenticator',
    'displayAppInformationRequiredState',
    (one) => isOnForAll(one.showsApplication),
    true,
    {
      id: 'm365/authenticator-shows-application',
      severity: 'medium',
      title: 'Authenticator does not show which application asks',
      risk: 'People approve what they did not begin, since the message does not say what it is for.',
      remediation: `${open}, "Policies", "Microsoft Authenticator", "Configure", and set "Show application name in push and passwordless notifications" to "Enabled" for all users.`,
      frameworks: { 'scuba-m365': ['MS.AAD.3.3'], 'cis-m365': ['5.2.3.1'] },
    },
  ),
  methodSwitch(
    'microsoftauthenticator',
    'displayLocationInformationRequiredState',
    (one) => isOnForAll(one.showsLocation),
    true,
    {
      id: 'm365/authenticator-shows-location',
      severity: 'medium',
      title: 'Authenticator does not show where a sign-in comes from',
      risk: 'People approve sign-ins from places where they are not.',
      remediation: `${open}, "Policies", "Microsoft Authenticator", "Configure", and set "Show geographic location in push and passwordless notifications" to "Enabled" for all users.`,
      frameworks: { 'scuba-m365': ['MS.AAD.3.3'], 'cis-m365': ['5.2.3.1'] },
    },
  ),
  methodSwitch('microsoftauthenticator', 'isSoftwareOathEnabled', (one) => one.softwareOath, false, {
    id: 'm365/authenticator-codes-off',
    severity: 'low',
    title: 'Authenticator gives codes that can be read out',
    risk: 'A code can be typed into a fake page or told to a caller; a push message shows who asks.',
    remediation: `${open}, "Policies", "Microsoft Authenticator", "Configure", and set "Allow use of Microsoft Authenticator OTP" to "No".`,
  }),
]

const passkeys: readonly Check[] = [
  methodState('fido2', 'enabled', {
    id: 'm365/passkeys-enabled',
    severity: 'medium',
    title: 'Passkeys cannot be used',
    risk: 'Nobody can have a factor that fake sign-in pages cannot pass on.',
    remediation: `${open}, "Policies", "Passkey (FIDO2)", and switch it on for all users.`,
  }),
  methodSwitch('fido2', 'isAttestationEnforced', (one) => one.attestationEnforced, true, {
    id: 'm365/passkey-attestation-enforced',
    severity: 'low',
    title: 'Passkeys of any make are accepted',
    risk: 'Nobody knows whether a key is the product that it says it is, and whether its secret can be copied.',
    remediation: `${open}, "Policies", "Passkey (FIDO2)", "Configure", and set "Enforce attestation" to "Yes".`,
  }),
  methodSwitch('fido2', 'isSelfServiceRegistrationAllowed', (one) => one.selfServiceRegistration, true, {
    id: 'm365/passkey-self-service',
    severity: 'low',
    title: 'People cannot register passkeys by themselves',
    risk: 'Where an administrator has to help, people stay with what they have.',
    remediation: `${open}, "Policies", "Passkey (FIDO2)", "Configure", and set "Allow self-service set up" to "Yes".`,
  }),
  methodSwitch('fido2', 'keyRestrictions.isEnforced', (one) => one.keyRestrictions, true, {
    id: 'm365/passkey-models-restricted',
    severity: 'low',
    title: 'Passkeys are not limited to models that you chose',
    risk: 'Models with known flaws, and ones that nobody here has looked at, are accepted.',
    remediation: `${open}, "Policies", "Passkey (FIDO2)", "Configure", set "Enforce key restrictions" to "Yes", and list the models.`,
  }),
]

const temporaryAccessPass: readonly Check[] = [
  methodState('temporaryaccesspass', 'enabled', {
    id: 'm365/temporary-access-pass-enabled',
    severity: 'low',
    title: 'Temporary Access Pass cannot be used',
    risk: 'Newcomers register their first method with nothing but a password, which anybody may know.',
    remediation: `${open}, "Policies", "Temporary Access Pass", and switch it on.`,
  }),
  methodSwitch('temporaryaccesspass', 'isUsableOnce', (one) => one.usableOnce, true, {
    id: 'm365/temporary-access-pass-once',
    severity: 'low',
    title: 'A Temporary Access Pass works more than once',
    risk: 'Whoever reads the pass signs in with it as well.',
    remediation: `${open}, "Policies", "Temporary Access Pass", "Configure", and set "One-time" to "Yes".`,
  }),
]

const migration = settingCheck<AuthenticationMethodsPolicy, string>({
  id: 'm365/authentication-methods-migrated',
  severity: 'medium',
  title: 'Old settings of authentication methods are still in force',
  risk: 'Text messages and calls stay possible through the old policies, although they are off in the new one.',
  remediation: `${open}, "Policies", "Manage migration", and set it to "Migration Complete" once the old policies for multifactor authentication and password reset are empty.`,
  see: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
  frameworks: { 'scuba-m365': ['MS.AAD.3.4'] },
  on: authenticationMethodsPolicy,
  setting: 'policyMigrationState',
  // Tenants that were made after the migration began have nothing to migrate, and no state.
  read: ({ migrationState }) => migrationState ?? 'migrationComplete',
  accept: (state) => state === 'migrationComplete',
  finding: 'Old settings of authentication methods are still in force',
})

const campaign = settingCheck<AuthenticationMethodsPolicy, string>({
  id: 'm365/registration-campaign-on',
  severity: 'low',
  title: 'People are not asked to set up a better method',
  risk: 'Whoever has text messages today still has them in a year.',
  remediation: `${open}, "Registration campaign", and set "State" to "Enabled" or "Microsoft managed".`,
  see: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-registration-campaign',
  on: authenticationMethodsPolicy,
  setting: 'authenticationMethodsRegistrationCampaign.state',
  read: ({ registrationCampaign }) => registrationCampaign,
  accept: (state) => state === 'enabled' || state === 'default',
  finding: 'People are not asked to set up a better method',
})

const suspicious = settingCheck<AuthenticationMethodsPreview, string>({
  id: 'm365/suspicious-activity-reported',
  severity: 'medium',
  title: 'People cannot report sign-ins that they did not begin',
  risk: 'Somebody who is asked to approve a foreign sign-in can only decline, and nobody learns that the password is known.',
  remediation: `${open}, "Settings", and set "Report suspicious activity" to "Enabled" for all users.`,
  see: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-mfasettings',
  vendorApi: 'beta',
  on: authenticationMethodsPreview,
  setting: 'reportSuspiciousActivitySettings.state',
  read: ({ reportSuspiciousActivity }) => reportSuspiciousActivity,
  accept: (state) => state === 'enabled',
  finding: 'People cannot report sign-ins that they did not begin',
})

const systemPreferred = settingCheck<AuthenticationMethodsPreview, string, { readonly acceptDefault: boolean }>({
  id: 'm365/system-preferred-mfa-on',
  severity: 'low',
  title: 'People are not asked for the strongest method that they have',
  risk: 'Whoever has a passkey and text messages is asked for whichever is set first.',
  remediation: `${open}, "Settings", and set "System-preferred multifactor authentication" to "Enabled".`,
  see: 'https://learn.microsoft.com/entra/identity/authentication/concept-system-preferred-multifactor-authentication',
  vendorApi: 'beta',
  on: authenticationMethodsPreview,
  params: z.object({
    /** Whether it is enough to leave it to Microsoft, who has it on. */
    acceptDefault: z.boolean().default(true),
  }),
  setting: 'systemCredentialPreferences.state',
  read: ({ systemPreferred: state }) => state,
  accept: (state, { acceptDefault }) => state === 'enabled' || (acceptDefault && state === 'default'),
  finding: 'People are not asked for the strongest method that they have',
})

const administratorReset = settingCheck<AuthorizationPolicy, boolean>({
  id: 'm365/administrator-password-reset-off',
  severity: 'low',
  title: 'Administrators may reset their own password',
  risk: 'Whoever gets at the telephone and the mailbox of an administrator sets a new password.',
  remediation:
    'Set allowedToUseSSPR of the authorization policy to false through Microsoft Graph: it is about administrators only.',
  see: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy',
  on: authorizationPolicy,
  setting: 'allowedToUseSSPR',
  read: ({ allowedToUseSSPR }) => allowedToUseSSPR,
  accept: (allowed) => !allowed,
  finding: 'Administrators may reset their own password',
})

/** Checks of how people may sign in. */
export const methodSettingChecks: readonly Check[] = [
  ...weakMethods,
  ...authenticator,
  ...passkeys,
  ...temporaryAccessPass,
  migration,
  campaign,
  suspicious,
  systemPreferred,
  administratorReset,
]
