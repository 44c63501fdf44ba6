import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { administrator } from '../../resources/administrator/administrator.ts'
import { user } from '../../resources/user/user.ts'
import { isAdministrator } from '../../resources/user/user-schema.ts'
import { notJudged } from '../users/not-judged.ts'

/** Super administrators are nothing else besides. */
export const superAdminSingleRole: Check = defineCheck({
  id: 'google/super-admin-single-role',
  version: 1,
  title: 'Super administrator also holds other roles',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Other roles beside the highest one show that the account serves daily work, where it meets phishing mail and foreign web pages with all privileges.',
  remediation:
    'Give the person a second account for daily administration with the narrower roles, and take these from the super administrator in the Admin console under "Directory", "Users", the user, "Admin roles and privileges".',
  frameworks: { 'cis-gws': ['1.1.3'] },
  see: 'https://support.google.com/a/answer/9011373',
  on: administrator,
  evaluate: ({ resource }) => {
    if (!resource.roles.some(({ role }) => role.isSuperAdmin)) return notApplicable(notJudged.active)
    const others = [...new Set(resource.roles.filter(({ role }) => !role.isSuperAdmin).map(({ role }) => role.name))]
    if (others.length === 0) return pass()
    return fail(`The super administrator ${resource.name} also has the roles ${others.join(', ')}`, {
      evidence: { roles: others, assignee: resource.type },
    })
  },
})

/** Roles of administrators belong to people of the account. */
export const adminGuest: Check = defineCheck({
  id: 'google/admin-guest',
  version: 1,
  title: 'Administrator is a guest',
  severity: 'high',
  category: 'account-risk',
  risk: 'The account belongs to somebody outside, whose sign-in the organisation neither sees nor controls.',
  remediation:
    'In the Admin console, open "Directory", "Users", the user, "Admin roles and privileges", and take the roles away.',
  see: 'https://support.google.com/a/answer/33325',
  on: user,
  evaluate: ({ resource }) => {
    if (!isAdministrator(resource)) return notApplicable(notJudged.user)
    if (!resource.isGuest) return pass()
    return fail(`The administrator ${resource.email} is a guest`, {
      evidence: { guest: true, superAdmin: resource.isSuperAdmin },
    })
  },
})

/** Passwords of administrators are their own. */
export const adminPasswordChangePending: Check = defineCheck({
  id: 'google/admin-password-change-pending',
  version: 1,
  title: 'Administrator has yet to change a given password',
  severity: 'high',
  category: 'account-risk',
  risk: 'The password was set by somebody else, who knows it, and perhaps sent by mail; until the next sign-in it opens an account with privileges.',
  remediation:
    'Have the administrator sign in and choose a password, or suspend the account until it is needed, in the Admin console under "Directory", "Users".',
  see: 'https://support.google.com/a/answer/33319',
  on: user,
  evaluate: ({ resource }) => {
    if (!isAdministrator(resource)) return notApplicable(notJudged.user)
    if (resource.suspended || resource.archived) return notApplicable(notJudged.out)
    if (!resource.changePasswordAtNextLogin) return pass()
    return fail(`The administrator ${resource.email} has not changed the given password`, {
      evidence: { changePasswordAtNextLogin: true, superAdmin: resource.isSuperAdmin },
    })
  },
})
