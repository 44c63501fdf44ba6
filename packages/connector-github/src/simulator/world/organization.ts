import { Collection, Dice, mix, type Revision } from '@opencasb/simulator-kit'
import {
  type Account,
  accountAt,
  accountNumber,
  accountsPerOrganization,
  firstAccountId,
  firstOutsideAccount,
} from './account.ts'
import { type AuditEvent, auditEventAt } from './audit-event.ts'
import { type CredentialAuthorization, credentialAuthorizationAt } from './credential-authorization.ts'
import { type Hook, hookAt } from './hook.ts'
import { type Installation, installationAt } from './installation.ts'
import { type Member, memberAt } from './member.ts'
import { completeOrganizationOptions, type OrganizationOptions } from './organization-options.ts'
import { type OrganizationSecret, organizationSecretAt } from './organization-secret.ts'
import { type OrganizationSettings, organizationSettings } from './organization-settings.ts'
import { type OutsideCollaborator, outsideCollaboratorAt } from './outside-collaborator.ts'
import { type ProgrammaticGrant, programmaticGrantAt } from './programmatic-grant.ts'
import { type Repository, repositoryAt, repositoryIndex } from './repository.ts'
import { organizationRulesetAt, type Ruleset } from './ruleset.ts'
import { type RunnerGroup, runnerGroupAt } from './runner-group.ts'
import { type Team, teamAt, teamIndex } from './team.ts'

const carefulness = { lax: 0, mixed: 0.1, strict: 0.9 } as const

/** One organisation with all that is in it. Lists are computed, not held. */
export class SimulatedOrganization {
  readonly number: number
  readonly id: number
  readonly options: Required<OrganizationOptions>
  readonly epoch: number
  /** From 0 (nobody cares) to 1 (all is set well). */
  readonly care: number
  readonly seed: number
  readonly revision: Revision
  /** How many repositories there were at the start. */
  readonly repositories: Collection<Repository>
  readonly members: Collection<Member>
  readonly outsideCollaborators: Collection<OutsideCollaborator>
  readonly teams: Collection<Team>
  readonly hooks: Collection<Hook>
  readonly installations: Collection<Installation>
  readonly rulesets: Collection<Ruleset>
  readonly secrets: Collection<OrganizationSecret>
  readonly runnerGroups: Collection<RunnerGroup>
  readonly tokenGrants: Collection<ProgrammaticGrant>
  readonly credentialAuthorizations: Collection<CredentialAuthorization>
  readonly auditEvents: Collection<AuditEvent>
  #settings: OrganizationSettings
  readonly #renamed = new Map<string, number>()

  constructor(
    number: number,
    options: OrganizationOptions,
    world: { readonly seed: number; readonly epoch: number; readonly revision: Revision; readonly enterprise: boolean },
  ) {
    const { epoch, revision } = world
    const complete = completeOrganizationOptions(options)
    const seed = mix(world.seed, number)
    const dice = (name: string): Dice => new Dice(seed, name)
    const care = carefulness[complete.posture]
    const strict = complete.posture === 'strict'
    this.number = number
    this.id = 9_000 + number
    this.options = complete
    this.epoch = epoch
    this.care = care
    this.seed = seed
    this.revision = revision
    this.#settings = organizationSettings(complete.posture)

    const list = <T extends object>(size: number, make: (index: number) => T): Collection<T> =>
      new Collection(size, revision, make)
    const firstAccount = number * accountsPerOrganization + 1
    const everybodyHasTwoFactor = this.#settings.twoFactorRequirementEnabled
    const counts = { members: complete.members, repositories: complete.repositories }

    const repositories = {
      dice: dice('repository'),
      epoch,
      firstId: (number + 1) * 100_000_000,
      total: complete.repositories,
      internal: world.enterprise,
      care,
    }
    this.repositories = list(complete.repositories, (index) => repositoryAt(index, repositories))
    const members = { dice: dice('member'), epoch, firstAccount, owners: complete.owners, everybodyHasTwoFactor }
    this.members = list(complete.members, (index) => memberAt(index, members))
    const outsiders = {
      dice: dice('outside'),
      epoch,
      firstAccount: firstAccount + firstOutsideAccount,
      repositories: complete.repositories,
      everybodyHasTwoFactor,
    }
    this.outsideCollaborators = list(complete.outsideCollaborators, (index) => outsideCollaboratorAt(index, outsiders))
    const teams = { dice: dice('team'), epoch, firstId: (number + 1) * 1_000_000 }
    this.teams = list(complete.teams, (index) => teamAt(index, teams))
    const hooks = dice('organization-hook')
    const firstHook = 400_000 + number * 1_000
    this.hooks = list(complete.hooks, (index) => hookAt(index, firstHook + index, hooks, epoch, care))
    const installations = { dice: dice('installation'), epoch, firstId: 300_000 + number * 10_000 }
    this.installations = list(complete.installations, (index) => installationAt(index, installations))
    const rulesets = {
      firstId: 600_000 + number * 1_000,
      epoch,
      teamId: complete.teams > 0 ? teams.firstId : undefined,
      all: strict,
    }
    this.rulesets = list(complete.rulesets, (index) => organizationRulesetAt(index, rulesets))
    const secrets = { dice: dice('secret'), epoch }
    this.secrets = list(complete.secrets, (index) => organizationSecretAt(index, secrets))
    const groups = dice('runner-group')
    this.runnerGroups = list(complete.runnerGroups + 1, (index) => runnerGroupAt(index, groups, strict))
    const grants = { dice: dice('grant'), epoch, ...counts }
    this.tokenGrants = list(complete.tokenGrants, (index) => programmaticGrantAt(index, grants))
    const authorizations = { dice: dice('authorization'), epoch, ...counts }
    this.credentialAuthorizations = list(complete.credentialAuthorizations, (index) =>
      credentialAuthorizationAt(index, authorizations),
    )
    const audit = { dice: dice('audit'), epoch, ...counts }
    this.auditEvents = list(complete.auditEvents, (index) => auditEventAt(index, audit))
  }

  get login(): string {
    return this.options.login
  }

  get settings(): OrganizationSettings {
    return this.#settings
  }

  changeSettings(changes: Partial<OrganizationSettings>): void {
    this.#settings = { ...this.#settings, ...changes }
    this.revision.value++
  }

  repositoryByName(name: string): Repository | undefined {
    const index = this.#renamed.get(name.toLowerCase()) ?? repositoryIndex(name)
    const repository = index === undefined ? undefined : this.repositories.get(index)
    return repository?.name.toLowerCase() === name.toLowerCase() ? repository : undefined
  }

  repositoryById(id: number): Repository | undefined {
    return this.repositories.get(id - (this.number + 1) * 100_000_000)
  }

  renameRepository(index: number, name: string): void {
    this.#renamed.set(name.toLowerCase(), index)
    this.repositories.change(index, { name })
  }

  teamBySlug(slug: string): Team | undefined {
    const index = teamIndex(slug)
    const team = index === undefined ? undefined : this.teams.get(index)
    return team?.slug === slug ? team : undefined
  }

  /** Somebody who has to do with this organisation, by login. */
  accountByLogin(login: string): Account | undefined {
    const number = accountNumber(login)
    if (number === undefined) return undefined
    const index = number - this.number * accountsPerOrganization - 1
    const account =
      index >= firstOutsideAccount
        ? this.outsideCollaborators.get(index - firstOutsideAccount)?.account
        : this.members.get(index)?.account
    return account?.login === login ? account : undefined
  }

  accountById(id: number): Account | undefined {
    const number = id - firstAccountId
    const account = accountAt(number, this.epoch)
    return this.accountByLogin(account.login)
  }

  owner(): Account {
    const [first] = this.members.slice(0, 1)
    if (!first) throw new Error('an organisation has at least one member')
    return first.account
  }
}
