import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { ownerKey, owners } from '../resources/member/member.ts'
import { outsideCollaborators } from '../resources/outside-collaborator/outside-collaborator.ts'
import { collaborators, repository } from '../resources/repository/repository.ts'

/** People from outside have access to a repository only where somebody stands by it. */
export const repositoryOutsideCollaborators: Check = defineCheck({
  id: 'github/repository-outside-collaborators',
  version: 1,
  title: 'Outside collaborator on a repository',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Accounts that the organisation does not manage reach its code, and keep doing so when the work is over.',
  remediation:
    'Open "Settings" of the repository, "Collaborators and teams", and remove people who no longer work on it, or give them less. Ignore the finding, with an end, for those who do.',
  see: 'https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-outside-collaborators',
  on: repository,
  with: { people: collaborators },
  lookup: { outside: outsideCollaborators },
  params: z.object({
    /** Logins that may work anywhere. */
    allowed: z.array(z.string().min(1)).default([]),
  }),
  evaluate: ({ resource, people, outside, params }) => {
    const allowed = new Set(params.allowed.map((login) => login.toLowerCase()))
    const found = people.filter(({ id, login }) => outside.has(id) && !allowed.has(login.toLowerCase()))
    if (found.length === 0) return pass()
    return found.map(({ id, login, permission }) =>
      fail(`${login} works in ${resource.fullName} from outside, with ${permission.toLowerCase()} access`, {
        part: id,
        evidence: { login, permission, archived: resource.archived },
        ...((permission === 'ADMIN' || permission === 'MAINTAIN') && { severity: 'high' }),
      }),
    )
  },
})

/** Repositories are administered through teams, not by many single people. */
export const repositoryAdminsFew: Check = defineCheck({
  id: 'github/repository-admins-few',
  version: 1,
  title: 'Many people administer a repository',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Each of them can switch the protection off, add people and publish the code; access given by name is forgotten more easily than that of a team.',
  remediation:
    'Open "Settings" of the repository, "Collaborators and teams", give people the role that they need, and leave administration to a team.',
  see: 'https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization',
  on: repository,
  with: { people: collaborators },
  params: z.object({
    /** How many people may administer a repository by name; owners and teams are not counted. */
    maximum: z.number().int().min(0).default(3),
  }),
  evaluate: ({ resource, people, params }) => {
    if (resource.archived) return notApplicable('The repository is archived: nobody can change it')
    const admins = people.filter(({ permission }) => permission === 'ADMIN').map(({ login }) => login)
    if (admins.length <= params.maximum) return pass()
    return fail(`${admins.length} people administer ${resource.fullName} by name; ${params.maximum} are enough`, {
      evidence: { admins: admins.sort(), maximum: params.maximum },
    })
  },
})

/** Somebody can step in when an administrator is away. */
export const repositoryAdminsEnough: Check = defineCheck({
  id: 'github/repository-admins-enough',
  version: 1,
  title: 'Too few administrators of a repository',
  severity: 'low',
  category: 'account-risk',
  risk: 'Nobody can fix access, protection or hooks while the only administrator is away.',
  remediation:
    'Open "Settings" of the repository, "Collaborators and teams", and give a second person or a team the role "Admin".',
  frameworks: { 'cis-github': ['1.3.7'] },
  see: 'https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization',
  profiles: { strict: { countOwners: false } },
  on: repository,
  with: { people: collaborators },
  lookup: { owners },
  params: z.object({
    minimum: z.number().int().min(1).default(2),
    /**
     * Owners of the organisation administer all its repositories. Without them only people who were named count; the
     * administrators of teams are not known here.
     */
    countOwners: z.boolean().default(true),
  }),
  evaluate: ({ resource, people, owners: ownerIndex, params }) => {
    if (resource.archived) return notApplicable('The repository is archived: nobody can change it')
    const [organization = ''] = resource.fullName.split('/')
    const owning = params.countOwners ? [...ownerIndex.values()].filter((owned) => owned === organization).length : 0
    const named = people.filter(
      ({ id, permission }) => permission === 'ADMIN' && !(owning > 0 && ownerIndex.has(ownerKey(organization, id))),
    )
    const count = named.length + owning
    if (count >= params.minimum) return pass()
    return fail(`${resource.fullName} has ${counted(count, 'administrator')}; it needs ${params.minimum}`, {
      evidence: { count, minimum: params.minimum, ownersCounted: params.countOwners },
    })
  },
})
