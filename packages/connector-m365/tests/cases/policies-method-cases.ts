import type { CheckRun } from '@opencasb/testkit'
import type {
  AuthenticationMethodsPolicy,
  MethodConfiguration,
} from '../../src/resources/policy/authentication-methods-policy.ts'
import type { PolicyCheckCase } from './policies-case.ts'

const plainMethod: MethodConfiguration = {
  state: 'enabled',
  targets: ['all_users'],
  showsApplication: undefined,
  showsLocation: undefined,
  softwareOath: undefined,
  attestationEnforced: undefined,
  selfServiceRegistration: undefined,
  keyRestrictions: undefined,
  usableOnce: undefined,
  maximumLifetimeMinutes: undefined,
  externalEmailCodes: undefined,
}

function methods(policy: Partial<AuthenticationMethodsPolicy>): CheckRun {
  return { resource: { migrationState: undefined, methods: {}, registrationCampaign: undefined, ...policy } }
}

function method(name: string, configuration: Partial<MethodConfiguration>): CheckRun {
  return methods({ methods: { [name]: { ...plainMethod, ...configuration } } })
}

function methodState(check: string, name: string, should: 'enabled' | 'disabled'): PolicyCheckCase {
  const other = should === 'enabled' ? 'disabled' : 'enabled'
  return {
    check: `m365/${check}`,
    failing: method(name, { state: other }),
    passing: method(name, { state: should }),
  }
}

function methodSwitch(check: string, name: string, key: keyof MethodConfiguration, should: boolean): PolicyCheckCase {
  return {
    check: `m365/${check}`,
    failing: method(name, { [key]: !should }),
    passing: method(name, { [key]: should }),
    notApplicable: [method(name, { state: 'disabled', [key]: !should })],
  }
}

function feature(check: string, key: 'showsApplication' | 'showsLocation'): PolicyCheckCase {
  const name = 'microsoftauthenticator'
  return {
    check: `m365/${check}`,
    failing: method(name, { [key]: { state: 'default', forAllUsers: true } }),
    passing: method(name, { [key]: { state: 'enabled', forAllUsers: true } }),
    alsoFailing: { 'some users': method(name, { [key]: { state: 'enabled', forAllUsers: false } }) },
    notApplicable: [method(name, { state: 'disabled' })],
  }
}

/** Cases of how people may sign in. */
export const policyMethodCases: readonly PolicyCheckCase[] = [
  methodState('sms-method-disabled', 'sms', 'disabled'),
  methodState('voice-method-disabled', 'voice', 'disabled'),
  methodState('email-method-disabled', 'email', 'disabled'),
  methodState('authenticator-enabled', 'microsoftauthenticator', 'enabled'),
  methodState('passkeys-enabled', 'fido2', 'enabled'),
  methodState('temporary-access-pass-enabled', 'temporaryaccesspass', 'enabled'),
  feature('authenticator-shows-application', 'showsApplication'),
  feature('authenticator-shows-location', 'showsLocation'),
  methodSwitch('authenticator-codes-off', 'microsoftauthenticator', 'softwareOath', false),
  methodSwitch('passkey-attestation-enforced', 'fido2', 'attestationEnforced', true),
  methodSwitch('passkey-self-service', 'fido2', 'selfServiceRegistration', true),
  methodSwitch('passkey-models-restricted', 'fido2', 'keyRestrictions', true),
  methodSwitch('temporary-access-pass-once', 'temporaryaccesspass', 'usableOnce', true),
  {
    check: 'm365/authentication-methods-migrated',
    failing: methods({ migrationState: 'migrationInProgress' }),
    passing: methods({ migrationState: 'migrationComplete' }),
    alsoPassing: { 'a tenant that never had to': methods({}) },
    alsoFailing: { 'a state that nobody knows': methods({ migrationState: 'unknownFutureValue' }) },
  },
  {
    check: 'm365/registration-campaign-on',
    failing: methods({ registrationCampaign: 'disabled' }),
    passing: methods({ registrationCampaign: 'enabled' }),
    alsoPassing: { 'left to Microsoft': methods({ registrationCampaign: 'default' }) },
  },
  {
    check: 'm365/suspicious-activity-reported',
    failing: { resource: { systemPreferred: undefined, reportSuspiciousActivity: 'default' } },
    passing: { resource: { systemPreferred: undefined, reportSuspiciousActivity: 'enabled' } },
  },
  {
    check: 'm365/system-preferred-mfa-on',
    failing: { resource: { systemPreferred: 'disabled', reportSuspiciousActivity: undefined } },
    passing: { resource: { systemPreferred: 'default', reportSuspiciousActivity: undefined } },
    alsoFailing: {
      'left to Microsoft where that is not enough': {
        resource: { systemPreferred: 'default', reportSuspiciousActivity: undefined },
        params: { acceptDefault: false },
      },
    },
  },
]
