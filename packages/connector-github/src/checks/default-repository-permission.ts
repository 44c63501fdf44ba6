import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { organization } from '../resources/organization/organization.ts'
import { defaultRepositoryPermission as facet } from '../resources/organization/organization-setting.ts'

const levels = ['none', 'read', 'write', 'admin']

/** Members get at most read access to repositories that they were not given. */
export const defaultRepositoryPermission: Check = defineCheck({
  id: 'github/default-repository-permission',
  version: 1,
  title: 'Every member may change every repository',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'The account of any member, stolen or misused, is enough to change any code of the organisation.',
  remediation:
    'In the settings of the organisation, open "Member privileges", set "Base permissions" to "Read" or "No permission", and give access to teams.',
  frameworks: { 'cis-github': ['1.3.8'] },
  see: 'https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/setting-base-permissions-for-an-organization',
  profiles: { strict: { maximum: 'none' } },
  on: organization,
  with: { permission: facet },
  params: z.object({
    /** The most that a member may do in a repository that nobody gave to the member. */
    maximum: z.enum(['none', 'read', 'write']).default('read'),
  }),
  evaluate: ({ resource, permission, params }) => {
    const level = levels.indexOf(permission)
    // A level that we do not know is none of the harmless ones.
    if (level >= 0 && level <= levels.indexOf(params.maximum)) return pass()
    return fail(`Members of ${resource.login} have ${permission} access to all its repositories`, {
      evidence: { permission, maximum: params.maximum },
      ...(permission === 'admin' && { severity: 'high' }),
    })
  },
})
