import { Dice } from '@opencasb/simulator-kit'
import { type BranchProtection, branchProtectionsOf } from './branch-protection.ts'
import { type CodeScanningAlert, codeScanningAlertsOf } from './code-scanning-alert.ts'
import { type DependabotAlert, dependabotAlertsOf } from './dependabot-alert.ts'
import { type DeployKey, deployKeyAt } from './deploy-key.ts'
import { type Environment, environmentsOf } from './environment.ts'
import { type Hook, hookAt } from './hook.ts'
import type { SimulatedOrganization } from './organization.ts'
import type { Repository } from './repository.ts'
import { type Ruleset, repositoryRulesetsOf } from './ruleset.ts'
import { appliesToBranch, appliesToRepository } from './ruleset-matching.ts'
import { type SecretScanningAlert, secretScanningAlertsOf } from './secret-scanning-alert.ts'

const perRepository = 4

/** A ruleset together with where it was set. */
export interface PlacedRuleset {
  readonly ruleset: Ruleset
  readonly from: 'repository' | 'organization'
}

/** What belongs to the repositories of one organisation: hooks, keys, protection, alerts. */
export class RepositoryParts {
  readonly #organization: SimulatedOrganization
  /** All leaked secrets contain it. */
  readonly canary: string
  readonly #free: boolean
  /** Where the ids of what belongs to repositories begin: all of them must fit into 32 bits, as GraphQL numbers do. */
  readonly #firstId: number
  #inherited: { readonly revision: number; readonly placed: readonly PlacedRuleset[] } | undefined
  readonly #dice: Readonly<
    Record<'hook' | 'key' | 'rule' | 'ruleset' | 'environment' | 'alert' | 'scan' | 'leak', Dice>
  >

  constructor(organization: SimulatedOrganization, plan: string) {
    const dice = (name: string): Dice => new Dice(organization.seed, name)
    this.#organization = organization
    this.#free = plan === 'free'
    this.#firstId = 1_000_000_000 + organization.number * 50_000_000
    this.#dice = {
      hook: dice('repository-hook'),
      key: dice('deploy-key'),
      rule: dice('branch-protection'),
      ruleset: dice('repository-ruleset'),
      environment: dice('environment'),
      alert: dice('dependabot'),
      scan: dice('code-scanning'),
      leak: dice('secret-scanning'),
    }
    this.canary = `leaked${this.#dice.leak.hex(20, 0, 99)}`
  }

  hooks(repository: Repository): readonly Hook[] {
    if (repository.hooks) return repository.hooks
    const dice = this.#dice.hook
    if (!dice.chance(0.4, repository.index, 100)) return []
    return Array.from({ length: dice.between(1, 2, repository.index, 101) }, (_, at) => {
      const number = repository.index * perRepository + at
      const id = this.#firstId + number
      return hookAt(number, id, dice, this.#organization.epoch, this.#organization.care)
    })
  }

  deployKeys(repository: Repository): readonly DeployKey[] {
    if (repository.deployKeys) return repository.deployKeys
    const dice = this.#dice.key
    if (!this.#organization.settings.deployKeysEnabled || !dice.chance(0.3, repository.index, 100)) return []
    const owner = this.#organization.owner().login
    return Array.from({ length: dice.between(1, 3, repository.index, 101) }, (_, at) => {
      const number = repository.index * perRepository + at
      const id = this.#firstId + number
      return deployKeyAt(number, id, dice, this.#organization.epoch, owner)
    })
  }

  /** Whether the plan has branch protection for this repository. */
  canBeProtected(repository: Repository): boolean {
    return !this.#free || repository.visibility === 'public'
  }

  branchProtections(repository: Repository): readonly BranchProtection[] {
    if (!this.canBeProtected(repository)) return []
    if (repository.branchProtections) return repository.branchProtections
    const { care, teams } = this.#organization
    return branchProtectionsOf(repository.index, {
      dice: this.#dice.rule,
      firstId: this.#firstId + repository.index * perRepository,
      defaultBranch: repository.defaultBranch,
      team: teams.get(0)?.slug ?? 'security-team-0',
      login: this.#organization.owner().login,
      care,
    })
  }

  rulesets(repository: Repository): readonly Ruleset[] {
    if (!this.canBeProtected(repository)) return []
    if (repository.rulesets) return repository.rulesets
    const { care, epoch, teams } = this.#organization
    return repositoryRulesetsOf(repository.index, {
      dice: this.#dice.ruleset,
      firstId: this.#firstId + repository.index * perRepository,
      epoch,
      teamId: teams.get(0)?.id,
      care,
    })
  }

  /** The repository's own rulesets and those of the organisation that are for it, in any state. */
  allRulesets(repository: Repository): PlacedRuleset[] {
    const placed: PlacedRuleset[] = this.rulesets(repository).map((ruleset) => ({ ruleset, from: 'repository' }))
    if (!this.canBeProtected(repository)) return placed
    for (const one of this.#organizationRulesets()) {
      if (appliesToRepository(one.ruleset, repository.name)) placed.push(one)
    }
    return placed
  }

  #organizationRulesets(): readonly PlacedRuleset[] {
    const revision = this.#organization.revision.value
    if (this.#inherited?.revision !== revision) {
      const placed = [...this.#organization.rulesets.all()].map(
        (ruleset): PlacedRuleset => ({ ruleset, from: 'organization' }),
      )
      this.#inherited = { revision, placed }
    }
    return this.#inherited.placed
  }

  /** The active rulesets that are for a branch. */
  activeRulesets(repository: Repository, branch: string): PlacedRuleset[] {
    return this.allRulesets(repository).filter(
      ({ ruleset }) => ruleset.enforcement === 'active' && appliesToBranch(ruleset, branch, repository.defaultBranch),
    )
  }

  environments(repository: Repository): readonly Environment[] {
    if (repository.environments) return repository.environments
    const firstId = this.#firstId + repository.index * perRepository
    return environmentsOf(repository.index, firstId, this.#dice.environment, this.#organization.epoch)
  }

  dependabotAlerts(repository: Repository): readonly DependabotAlert[] {
    return dependabotAlertsOf(repository, this.#dice.alert, this.#organization.epoch)
  }

  codeScanningAlerts(repository: Repository): readonly CodeScanningAlert[] {
    return codeScanningAlertsOf(repository, this.#dice.scan, this.#organization.epoch)
  }

  secretScanningAlerts(repository: Repository): readonly SecretScanningAlert[] {
    return secretScanningAlertsOf(repository, this.#dice.leak, this.#organization.epoch, this.canary)
  }
}
