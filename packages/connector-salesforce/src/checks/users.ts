import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { activeUsers, profile } from '../resources/user/profile.ts'
import { addresses, lastLogin, type User, user } from '../resources/user/user.ts'
import { userLicense } from '../resources/user/user-license.ts'
import { daysBetween } from './days.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.users_mgmt.htm'

/** Users that nobody signs in as: guests of sites, and those that Salesforce runs its own work as. */
const notPeople = new Set(['Guest', 'AutomatedProcess', 'CloudIntegrationUser'])

function isPerson({ userType }: User): boolean {
  return !notPeople.has(userType ?? '')
}

const inactive: Check = defineCheck({
  id: 'salesforce/inactive-user',
  version: 1,
  severity: 'low',
  category: 'account-risk',
  title: 'A user is inactive',
  risk: 'A deactivated user still owns records, keeps its permissions, and has all of them again once somebody activates it.',
  remediation: 'In Setup, Users, transfer the records of the user and remove its permission sets.',
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (!isPerson(resource)) return notApplicable('nobody signs in as this user')
    return resource.isActive ? pass() : fail(`${resource.username} is inactive`)
  },
})

const neverLoggedIn: Check = defineCheck({
  id: 'salesforce/user-never-logged-in',
  version: 1,
  severity: 'low',
  category: 'account-risk',
  title: 'A user never signed in',
  risk: 'An account that nobody uses is an account that nobody misses when somebody else does.',
  remediation: 'In Setup, Users, deactivate the user, or find out why it is not used.',
  see,
  on: user,
  with: { login: lastLogin },
  params: z.object({ graceDays: z.number().int().min(0).default(30) }),
  evaluate: ({ resource, login, params, now }) => {
    if (!resource.isActive) return notApplicable('the user is inactive')
    if (!isPerson(resource)) return notApplicable('nobody signs in as this user')
    if (login.at !== null) return pass()
    const age = daysBetween(resource.createdAt, now)
    if (age <= params.graceDays) return pass()
    return fail(`${resource.username} never signed in since ${age} days`, {
      evidence: { createdAt: resource.createdAt },
    })
  },
})

const dormant: Check = defineCheck({
  id: 'salesforce/user-dormant',
  version: 1,
  severity: 'low',
  category: 'account-risk',
  title: 'A user did not sign in for a long time',
  risk: 'An account that nobody uses is an account that nobody misses when somebody else does.',
  remediation: 'In Setup, Users, freeze or deactivate the user.',
  see,
  on: user,
  with: { login: lastLogin },
  params: z.object({ maxDays: z.number().int().positive().default(90) }),
  evaluate: ({ resource, login, params, now }) => {
    if (!resource.isActive) return notApplicable('the user is inactive')
    if (!isPerson(resource)) return notApplicable('nobody signs in as this user')
    if (login.at === null) return notApplicable('the user never signed in')
    const days = daysBetween(login.at, now)
    if (days < params.maxDays) return pass()
    return fail(`${resource.username} did not sign in for ${days} days`, { evidence: { lastLoginAt: login.at } })
  },
})

const otherSender: Check = defineCheck({
  id: 'salesforce/user-sends-from-other-address',
  version: 1,
  severity: 'medium',
  category: 'account-risk',
  title: 'A user sends email from a different address',
  risk: 'Answers of customers go to an address outside of the account, often a private one.',
  remediation: 'Ask the user to correct "Email Address" under My Email Settings, or correct it for them.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.email_my_email_settings.htm',
  on: user,
  with: { addresses },
  evaluate: ({ resource, addresses: { email, sender } }) => {
    if (!resource.isActive) return notApplicable('the user is inactive')
    if (sender === null || sender.toLowerCase() === email.toLowerCase()) return pass()
    return fail(`${resource.username} sends from ${sender}`, { evidence: { email, sender } })
  },
})

const standardProfile: Check = defineCheck({
  id: 'salesforce/standard-profile-in-use',
  version: 1,
  severity: 'medium',
  category: 'account-risk',
  title: 'Users have a standard profile',
  risk: 'Permissions of standard profiles cannot be narrowed, and Salesforce changes them with its releases.',
  remediation:
    'In Setup, Profiles, clone a profile with least access, give it to the users, and grant the rest with permission sets.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.standard_profiles.htm',
  frameworks: { sbs: ['ACS-005'] },
  on: profile,
  with: { users: activeUsers },
  evaluate: ({ resource, users }) => {
    if (resource.isCustom || users === 0) return pass()
    return fail(`${users} active ${users > 1 ? 'users have' : 'user has'} the standard profile ${resource.name}`, {
      evidence: { users },
    })
  },
})

const unusedProfile: Check = defineCheck({
  id: 'salesforce/unused-profile',
  version: 1,
  severity: 'low',
  category: 'account-risk',
  title: 'A profile of the organisation has no user',
  risk: 'Profiles that nobody looks at keep permissions that nobody decided on, for whoever is given one next.',
  remediation: 'In Setup, Profiles, delete the profile.',
  frameworks: { sbs: ['ACS-001'] },
  on: profile,
  with: { users: activeUsers },
  evaluate: ({ resource, users }) => {
    if (!resource.isCustom) return notApplicable('standard profiles cannot be deleted')
    return users > 0 ? pass() : fail(`no active user has the profile ${resource.name}`)
  },
})

const unusedLicenses: Check = defineCheck({
  id: 'salesforce/unused-licenses',
  version: 1,
  severity: 'low',
  category: 'account-risk',
  title: 'Many licences are not used',
  risk: 'Spare licences cost money, and let users be added without anybody noticing.',
  remediation: 'In Setup, Company Information, compare used and total licences, and return what is not needed.',
  on: userLicense,
  params: z.object({
    maxUnusedShare: z.number().min(0).max(1).default(0.5),
    minUnused: z.number().int().positive().default(20),
  }),
  evaluate: ({ resource: { name, total, used }, params }) => {
    const unused = total - used
    if (unused < params.minUnused || unused <= total * params.maxUnusedShare) return pass()
    return fail(`${unused} of ${total} licences "${name}" are not used`, { evidence: { total, used } })
  },
})

/** Users, profiles and licences. */
export const userChecks: readonly Check[] = [
  inactive,
  neverLoggedIn,
  dormant,
  otherSender,
  standardProfile,
  unusedProfile,
  unusedLicenses,
]
