import { Dice } from '@opencasb/simulator-kit'
import type { Member } from './member.ts'
import type { SimulatedOrganization } from './organization.ts'
import type { OutsideCollaborator, RepositoryRole } from './outside-collaborator.ts'
import type { Repository } from './repository.ts'
import { type Team, teamMemberIndices } from './team.ts'

/** Somebody with access to a repository. */
export interface Collaborator {
  readonly person: Member | OutsideCollaborator
  readonly outside: boolean
  /** The highest role from all sources. */
  readonly role: RepositoryRole
  /** Where each right comes from. */
  readonly sources: readonly {
    readonly from: 'organization' | 'repository' | Team
    readonly role: RepositoryRole
  }[]
}

/** Whose access is asked for, in the words of the REST API. */
export type Affiliation = 'all' | 'direct' | 'outside'

const order: readonly RepositoryRole[] = ['read', 'triage', 'write', 'maintain', 'admin']
const directRoles: readonly [RepositoryRole, ...RepositoryRole[]] = ['write', 'write', 'read', 'maintain', 'admin']
const teamRoles: readonly [RepositoryRole, ...RepositoryRole[]] = ['write', 'write', 'read', 'admin']

function highest(roles: readonly RepositoryRole[]): RepositoryRole {
  return roles.reduce((best, role) => (order.indexOf(role) > order.indexOf(best) ? role : best), 'read')
}

/** Who may do what in the repositories of one organisation. */
export class RepositoryAccess {
  readonly #organization: SimulatedOrganization
  readonly #dice: Dice
  readonly #teamDice: Dice
  #outsiders: { readonly revision: number; readonly byRepository: Map<number, OutsideCollaborator[]> } | undefined

  constructor(organization: SimulatedOrganization) {
    this.#organization = organization
    this.#dice = new Dice(organization.seed, 'access')
    this.#teamDice = new Dice(organization.seed, 'team')
  }

  teams(repository: Repository): { readonly team: Team; readonly role: RepositoryRole }[] {
    const { teams } = this.#organization
    const count = teams.end === 0 ? 0 : this.#dice.between(0, 2, repository.index, 1)
    const found = new Map<number, { team: Team; role: RepositoryRole }>()
    for (let at = 0; at < count; at++) {
      const team = teams.get(this.#dice.between(0, teams.end - 1, repository.index, 10 + at))
      if (team) found.set(team.index, { team, role: this.#dice.pick(teamRoles, repository.index, 20 + at) })
    }
    return [...found.values()]
  }

  teamMembers(team: Team): Member[] {
    const { members, options } = this.#organization
    return teamMemberIndices(team.index, options.members, this.#teamDice).flatMap((index) => members.get(index) ?? [])
  }

  /** Members with access of their own. */
  directMembers(repository: Repository): { readonly member: Member; readonly role: RepositoryRole }[] {
    const { members, options } = this.#organization
    const roles = repository.directCollaborators ?? this.#initialDirect(repository, options.members)
    return [...roles].flatMap(([index, role]) => {
      const member = members.get(index)
      return member ? [{ member, role }] : []
    })
  }

  outsiders(repository: Repository): OutsideCollaborator[] {
    const revision = this.#organization.revision.value
    if (this.#outsiders?.revision !== revision) {
      const byRepository = new Map<number, OutsideCollaborator[]>()
      for (const outsider of this.#organization.outsideCollaborators.all()) {
        for (const { index } of outsider.repositories) {
          const list = byRepository.get(index)
          if (list) list.push(outsider)
          else byRepository.set(index, [outsider])
        }
      }
      this.#outsiders = { revision, byRepository }
    }
    return this.#outsiders.byRepository.get(repository.index) ?? []
  }

  collaborators(repository: Repository, affiliation: Affiliation): Collaborator[] {
    const outside = this.outsiders(repository).map((person): Collaborator => {
      const role = person.repositories.find(({ index }) => index === repository.index)?.role ?? 'read'
      return { person, outside: true, role, sources: [{ from: 'repository', role }] }
    })
    if (affiliation === 'outside') return outside
    const direct = this.directMembers(repository)
    if (affiliation === 'direct') {
      return [...direct.map(({ member, role }) => this.#member(member, [{ from: 'repository', role }])), ...outside]
    }
    return [...this.#everyMember(repository, direct), ...outside]
  }

  #everyMember(
    repository: Repository,
    direct: readonly { readonly member: Member; readonly role: RepositoryRole }[],
  ): Collaborator[] {
    const { members, settings } = this.#organization
    const own = new Map<number, Collaborator['sources'][number][]>()
    const give = (index: number, source: Collaborator['sources'][number]): void => {
      const list = own.get(index)
      if (list) list.push(source)
      else own.set(index, [source])
    }
    for (const { member, role } of direct) give(member.index, { from: 'repository', role })
    for (const { team, role } of this.teams(repository)) {
      for (const member of this.teamMembers(team)) give(member.index, { from: team, role })
    }
    for (const index of members.select('owners', ({ role }) => role === 'admin')) {
      give(index, { from: 'organization', role: 'admin' })
    }
    const base = settings.defaultRepositoryPermission
    const people =
      base === 'none' ? [...own.keys()].sort((a, b) => a - b).flatMap((i) => members.get(i) ?? []) : members.all()
    const result: Collaborator[] = []
    for (const member of people) {
      const sources = own.get(member.index) ?? []
      const all = base === 'none' ? sources : [...sources, { from: 'organization' as const, role: base }]
      result.push(this.#member(member, all))
    }
    return result
  }

  #member(person: Member, sources: Collaborator['sources']): Collaborator {
    const own =
      person.role === 'admin' ? [...sources, { from: 'organization' as const, role: 'admin' as const }] : sources
    return { person, outside: false, role: highest(own.map(({ role }) => role)), sources }
  }

  #initialDirect(repository: Repository, members: number): ReadonlyMap<number, RepositoryRole> {
    const roles = new Map<number, RepositoryRole>()
    // In some repositories everybody was made an administrator by name.
    const crowded = this.#organization.care < 0.5 && this.#dice.chance(0.06, repository.index, 3)
    const count = crowded ? 7 : this.#dice.between(0, 3, repository.index, 2)
    for (let at = 0; at < count; at++) {
      roles.set(
        this.#dice.between(0, Math.max(0, members - 1), repository.index, 30 + at),
        crowded ? 'admin' : this.#dice.pick(directRoles, repository.index, 40 + at),
      )
    }
    return roles
  }
}
