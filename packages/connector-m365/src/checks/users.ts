import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { isExternal } from '../resources/user/is-external.ts'
import { type User, user } from '../resources/user/user.ts'
import { nameOfUser } from '../resources/user/user-asset.ts'
import { days } from './days-parameter.ts'
import { daysSince } from './time-since.ts'

const external = 'Guests sign in where they come from: their passwords are not kept here'
const neverSynced = 'The account never came from Active Directory'
const userSettings = 'In the Microsoft Entra admin center, open the user under "Users", "All users"'

function policiesOf({ passwordPolicies }: User): readonly string[] {
  return (passwordPolicies ?? '').split(',').map((policy) => policy.trim().toLowerCase())
}

const userEnabled: Check = defineCheck({
  id: 'm365/user-enabled',
  version: 1,
  title: 'Disabled user account is still there',
  severity: 'low',
  category: 'account-risk',
  risk: 'A disabled account keeps its groups, roles and licences: whoever enables it again, by mistake or on purpose, has all of them at once.',
  remediation: `${userSettings}; remove its licences, and choose "Delete" once its data has been handed over.`,
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/add-users/remove-former-employee',
  on: user,
  evaluate: ({ resource }) =>
    resource.accountEnabled
      ? pass()
      : fail(`${nameOfUser(resource)} is disabled and was not removed`, { evidence: { accountEnabled: false } }),
})

const userPasswordExpires: Check = defineCheck({
  id: 'm365/user-password-expires',
  version: 1,
  title: 'Password of an account is exempt from expiry',
  severity: 'low',
  category: 'account-risk',
  risk: 'The account is treated otherwise than the others: a stolen password keeps working whatever the policy of the domain says.',
  remediation:
    'Where passwords are to expire, set the password policies of the user to "None" with Update-MgUser -PasswordPolicies. Where they never expire for anybody, set that for the domain, and switch this check off by policy.',
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/add-users/set-password-to-never-expire',
  on: user,
  evaluate: ({ resource }) => {
    if (isExternal(resource)) return notApplicable(external)
    if (!policiesOf(resource).includes('disablepasswordexpiration')) return pass()
    return fail(`The password of ${nameOfUser(resource)} never expires`, {
      evidence: { passwordPolicies: resource.passwordPolicies ?? null },
    })
  },
})

const userStrongPassword: Check = defineCheck({
  id: 'm365/user-strong-password',
  version: 1,
  title: 'Account may have a weak password',
  severity: 'low',
  category: 'account-risk',
  risk: 'The account is exempt from the rules about length and complexity: its password may be one that is guessed at once.',
  remediation:
    'Set the password policies of the user to "None" with Update-MgUser -PasswordPolicies, then let the user choose a new password.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/authentication/concept-sspr-policy',
  on: user,
  evaluate: ({ resource }) => {
    if (isExternal(resource)) return notApplicable(external)
    if (!policiesOf(resource).includes('disablestrongpassword')) return pass()
    return fail(`${nameOfUser(resource)} may have a weak password`, {
      evidence: { passwordPolicies: resource.passwordPolicies ?? null },
    })
  },
})

const userPasswordAge: Check = defineCheck({
  id: 'm365/user-password-age',
  version: 1,
  title: 'Password was not changed for a long time',
  severity: 'low',
  category: 'account-risk',
  risk: 'The older a password, the more places it has leaked from: an old one is a matter of chance where no second factor stands behind it.',
  remediation:
    'Ask the user to change it at https://myaccount.microsoft.com, or better: have the user sign in without a password. Regular changes alone are no longer advised; raise the days or switch this check off where every account has a strong second factor.',
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/misc/password-policy-recommendations',
  on: user,
  params: days('maxDays', 90, 'Days after which a password counts as old'),
  evaluate: ({ resource, params, now }) => {
    if (isExternal(resource)) return notApplicable(external)
    if (!resource.accountEnabled) return notApplicable('The account is disabled')
    const age = daysSince(resource.lastPasswordChangeDateTime, now)
    if (age === undefined) return notApplicable('Microsoft does not tell of a password of this account')
    if (age <= params.maxDays) return pass()
    return fail(`${nameOfUser(resource)} has the same password for ${age} days`, {
      evidence: { lastPasswordChangeDateTime: resource.lastPasswordChangeDateTime ?? null, days: age },
    })
  },
})

const userSyncOn: Check = defineCheck({
  id: 'm365/user-sync-enabled',
  version: 1,
  title: 'Account is no longer synchronised from Active Directory',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'What happens to the person in Active Directory no longer reaches this account: who leaves there can go on signing in here.',
  remediation:
    'Bring the account back into the scope of Microsoft Entra Connect, or manage it in the cloud from now on and put it through the same leaver process; delete it where nobody uses it.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/whatis-azure-ad-connect',
  on: user,
  evaluate: ({ resource }) => {
    if (resource.onPremisesSyncEnabled === undefined) return notApplicable(neverSynced)
    if (resource.onPremisesSyncEnabled) return pass()
    return fail(`${nameOfUser(resource)} came from Active Directory and is no longer synchronised`, {
      evidence: {
        onPremisesSyncEnabled: false,
        onPremisesLastSyncDateTime: resource.onPremisesLastSyncDateTime ?? null,
      },
    })
  },
})

const userSyncRecent: Check = defineCheck({
  id: 'm365/user-sync-recent',
  version: 1,
  title: 'Account was not synchronised lately',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'If synchronisation has stopped for the account, changes in Active Directory, a lock among them, do not reach it.',
  remediation:
    'Look at "Microsoft Entra Connect" under "Identity", "Hybrid management" and at the synchronisation errors there. An account that did not change may be old without harm: raise the days where that is usual.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing',
  on: user,
  params: days('maxDays', 7, 'Days after which an account should have been synchronised'),
  evaluate: ({ resource, params, now }) => {
    if (!resource.onPremisesSyncEnabled) return notApplicable('The account is not synchronised')
    const age = daysSince(resource.onPremisesLastSyncDateTime, now)
    if (age === undefined) return notApplicable('Microsoft does not tell when the account was synchronised')
    if (age < params.maxDays) return pass()
    return fail(`${nameOfUser(resource)} was last synchronised ${age} days ago`, {
      evidence: { onPremisesLastSyncDateTime: resource.onPremisesLastSyncDateTime ?? null, days: age },
    })
  },
})

const userProvisioned: Check = defineCheck({
  id: 'm365/user-provisioning-errors',
  version: 1,
  title: 'Account from Active Directory could not be provisioned',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'The account in the cloud is not what Active Directory says: two accounts claim one address, or a change, such as a lock, was not taken over.',
  remediation:
    'Open "Microsoft Entra Connect", "Connect Sync", "Sync errors" in the Microsoft Entra admin center, and correct the property that is named in Active Directory.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  on: user,
  evaluate: ({ resource }) => {
    const errors = resource.onPremisesProvisioningErrors
    if (errors.length === 0) return resource.onPremisesSyncEnabled === undefined ? notApplicable(neverSynced) : pass()
    const properties = errors.map(({ propertyCausingError }) => propertyCausingError ?? 'an unnamed property')
    return fail(`${nameOfUser(resource)} could not be provisioned because of ${properties.join(', ')}`, {
      evidence: {
        errors: errors.map(({ category, propertyCausingError }) => ({
          category: category ?? null,
          propertyCausingError: propertyCausingError ?? null,
        })),
      },
    })
  },
})

const userAdult: Check = defineCheck({
  id: 'm365/user-adult',
  version: 1,
  title: 'User is not a legal adult',
  severity: 'low',
  category: 'account-risk',
  risk: 'Consent to applications and to the processing of data may be void, and the law asks for more protection of this account.',
  remediation: `${userSettings}; check "Age group" and "Consent provided for minor" under "Properties", and which applications the account may use.`,
  see: 'https://learn.microsoft.com/en-us/graph/api/resources/user#legal-age-group-property-definitions',
  on: user,
  evaluate: ({ resource }) => {
    const group = resource.legalAgeGroupClassification?.toLowerCase()
    if (group === undefined || group === '' || group === 'undefined') {
      return notApplicable('No age group is kept for the account')
    }
    if (group === 'adult') return pass()
    return fail(`${nameOfUser(resource)} is not a legal adult`, {
      evidence: { legalAgeGroupClassification: resource.legalAgeGroupClassification ?? null },
    })
  },
})

const userProxyAddresses: Check = defineCheck({
  id: 'm365/user-proxy-addresses',
  version: 1,
  title: 'User receives mail under further addresses',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Mail to an address that once was somebody else’s, or that nobody thinks of any more, arrives with this user unnoticed.',
  remediation:
    'In the Microsoft 365 admin center, open the user under "Active users", choose "Manage username and email", and remove the aliases that are not needed.',
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/email/add-another-email-alias-for-a-user',
  on: user,
  evaluate: ({ resource }) => {
    // Every tenant adds an address of its onmicrosoft.com domain by itself.
    const others = resource.proxyAddresses.filter(
      (address) => address.startsWith('smtp:') && !address.toLowerCase().endsWith('.onmicrosoft.com'),
    )
    if (others.length === 0) return pass()
    return fail(
      `${nameOfUser(resource)} has ${others.length} further mail ${others.length === 1 ? 'address' : 'addresses'}`,
      {
        evidence: { addresses: others.slice(0, 20).map((address) => address.slice('smtp:'.length)) },
      },
    )
  },
})

/** Checks of users by what the directory says of them. */
export const userChecks: readonly Check[] = [
  userEnabled,
  userPasswordExpires,
  userStrongPassword,
  userPasswordAge,
  userSyncOn,
  userSyncRecent,
  userProvisioned,
  userAdult,
  userProxyAddresses,
]
