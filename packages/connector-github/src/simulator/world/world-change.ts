import type { Hook } from './hook.ts'
import type { OrganizationSettings } from './organization-settings.ts'
import type { RepositoryRole } from './outside-collaborator.ts'
import type { Repository } from './repository.ts'
import type { Ruleset } from './ruleset.ts'
import type { GithubWorld, Place } from './world.ts'

/** Names an organisation. */
export interface InOrganization {
  /** Login of the organisation. @default the first one */
  readonly organization?: string
}

/** Names a repository of an organisation. */
export interface InRepository extends InOrganization {
  /** Name of the repository, without the owner. */
  readonly repository: string
}

/** Names an account of an organisation. */
export interface OfAccount extends InOrganization {
  readonly login: string
}

/** One change of the simulated GitHub. All of it is plain JSON, so that it can be sent to another process. */
export type WorldChange =
  /** Removes some repositories: those named, or every one up to a share of all. */
  | (InOrganization & {
      readonly kind: 'remove-repositories'
      readonly names?: readonly string[]
      readonly share?: number
    })
  | (InOrganization & {
      readonly kind: 'add-repository'
      readonly values?: Partial<Omit<Repository, 'directCollaborators'>>
    })
  | (InRepository & { readonly kind: 'rename-repository'; readonly name: string })
  | (InRepository & { readonly kind: 'change-visibility'; readonly visibility: Repository['visibility'] })
  | (InRepository & {
      readonly kind: 'change-repository'
      readonly values: Partial<Omit<Repository, 'directCollaborators'>>
    })
  /** Replaces all webhooks of a repository. */
  | (InRepository & { readonly kind: 'set-hooks'; readonly hooks: readonly Hook[] })
  /** Takes the classic protection of all branches away. */
  | (InRepository & { readonly kind: 'unprotect' })
  | (InRepository & { readonly kind: 'add-collaborator'; readonly login: string; readonly role: RepositoryRole })
  | (InOrganization & { readonly kind: 'add-member'; readonly role?: 'admin' | 'member'; readonly twoFactor?: boolean })
  | (OfAccount & { readonly kind: 'remove-member' })
  | (OfAccount & { readonly kind: 'change-role'; readonly role: 'admin' | 'member' })
  | (OfAccount & { readonly kind: 'toggle-two-factor' })
  | (InOrganization & { readonly kind: 'change-settings'; readonly values: Partial<OrganizationSettings> })
  | (InOrganization & { readonly kind: 'change-ruleset'; readonly id: number; readonly values: Partial<Ruleset> })
  | (InOrganization & { readonly kind: 'suspend-installation'; readonly id: number; readonly at: number })

function repositoryOf(place: Place, name: string): Repository {
  const repository = place.organization.repositoryByName(name)
  if (!repository) throw new Error(`there is no repository ${place.organization.login}/${name}`)
  return repository
}

function memberIndex(place: Place, login: string): number {
  const { organization } = place
  const account = organization.accountByLogin(login)
  const index = [...organization.members.select(`login ${login}`, (member) => member.account.id === account?.id)][0]
  if (account === undefined || index === undefined) throw new Error(`${login} is no member of ${organization.login}`)
  return index
}

function removeRepositories(
  place: Place,
  change: { readonly names?: readonly string[]; readonly share?: number },
): void {
  const { repositories } = place.organization
  if (change.names) {
    repositories.remove(change.names.map((name) => repositoryOf(place, name).index))
    return
  }
  const share = Math.min(1, Math.max(0, change.share ?? 0))
  const doomed: number[] = []
  let owed = 0
  for (const { index } of repositories.all()) {
    owed += share
    if (owed >= 1 - 1e-9) {
      doomed.push(index)
      owed -= 1
    }
  }
  repositories.remove(doomed)
}

/**
 * Changes the world.
 * @throws Error if what is to be changed does not exist
 */
export function changeWorld(world: GithubWorld, change: WorldChange): void {
  const place = change.organization === undefined ? world.places[0] : world.placeOf(change.organization)
  if (!place) throw new Error(`there is no organisation ${change.organization ?? ''}`)
  const { organization } = place
  switch (change.kind) {
    case 'remove-repositories':
      removeRepositories(place, change)
      break
    case 'add-repository': {
      const { name, ...values } = change.values ?? {}
      const index = organization.repositories.add(values)
      if (name !== undefined) organization.renameRepository(index, name)
      break
    }
    case 'rename-repository':
      organization.renameRepository(repositoryOf(place, change.repository).index, change.name)
      break
    case 'change-visibility':
      organization.repositories.change(repositoryOf(place, change.repository).index, {
        visibility: change.visibility,
      })
      break
    case 'change-repository':
      organization.repositories.change(repositoryOf(place, change.repository).index, change.values)
      break
    case 'set-hooks':
      organization.repositories.change(repositoryOf(place, change.repository).index, { hooks: change.hooks })
      break
    case 'unprotect':
      organization.repositories.change(repositoryOf(place, change.repository).index, { branchProtections: [] })
      break
    case 'add-collaborator': {
      const repository = repositoryOf(place, change.repository)
      const roles = new Map(place.access.directMembers(repository).map(({ member, role }) => [member.index, role]))
      roles.set(memberIndex(place, change.login), change.role)
      organization.repositories.change(repository.index, { directCollaborators: roles })
      break
    }
    case 'add-member':
      organization.members.add({
        role: change.role ?? 'member',
        ...(change.twoFactor === undefined ? {} : { twoFactor: change.twoFactor }),
      })
      break
    case 'remove-member':
      organization.members.remove([memberIndex(place, change.login)])
      break
    case 'change-role':
      organization.members.change(memberIndex(place, change.login), { role: change.role })
      break
    case 'toggle-two-factor': {
      const index = memberIndex(place, change.login)
      organization.members.change(index, { twoFactor: !organization.members.get(index)?.twoFactor })
      break
    }
    case 'change-settings':
      organization.changeSettings(change.values)
      break
    case 'change-ruleset': {
      const index = [...organization.rulesets.select('', () => true)].find(
        (one) => organization.rulesets.get(one)?.id === change.id,
      )
      if (index === undefined) throw new Error(`there is no ruleset ${change.id}`)
      organization.rulesets.change(index, change.values)
      break
    }
    case 'suspend-installation': {
      const index = [...organization.installations.select('', () => true)].find(
        (one) => organization.installations.get(one)?.id === change.id,
      )
      if (index === undefined) throw new Error(`there is no installation ${change.id}`)
      organization.installations.change(index, { suspendedAt: change.at })
      break
    }
  }
}
