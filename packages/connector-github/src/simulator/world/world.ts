import { mix, type Revision } from '@opencasb/simulator-kit'
import type { Account } from './account.ts'
import { SimulatedOrganization } from './organization.ts'
import type { OrganizationOptions } from './organization-options.ts'
import { RepositoryAccess } from './repository-access.ts'
import { RepositoryParts } from './repository-parts.ts'

/** What the organisations pay for. */
export type GithubPlan = 'free' | 'team' | 'enterprise'

/** One organisation, what is in its repositories and who may do what there. */
export interface Place {
  readonly organization: SimulatedOrganization
  readonly parts: RepositoryParts
  readonly access: RepositoryAccess
}

/** Everything that the simulated GitHub holds. */
export class GithubWorld {
  readonly seed: number
  readonly plan: GithubPlan
  /** Grows with each change. */
  readonly revision: Revision = { value: 0 }
  readonly places: readonly Place[]
  readonly #byLogin: ReadonlyMap<string, Place>

  constructor(options: {
    readonly seed: number
    readonly epoch: number
    readonly plan: GithubPlan
    readonly organizations: readonly OrganizationOptions[]
  }) {
    const { epoch, plan } = options
    this.seed = mix(options.seed, 0x0c45b)
    this.plan = plan
    this.places = options.organizations.map((one, number) => {
      const shared = { seed: this.seed, epoch, revision: this.revision, enterprise: plan === 'enterprise' }
      const organization = new SimulatedOrganization(number, one, shared)
      return {
        organization,
        parts: new RepositoryParts(organization, plan),
        access: new RepositoryAccess(organization),
      }
    })
    this.#byLogin = new Map(this.places.map((place) => [place.organization.login.toLowerCase(), place]))
  }

  placeOf(login: string): Place | undefined {
    return this.#byLogin.get(login.toLowerCase())
  }

  placeById(id: number): Place | undefined {
    return this.places[id - 9_000]
  }

  /** The organisation that a repository's id belongs to. */
  placeOfRepository(id: number): Place | undefined {
    return this.places[Math.floor(id / 100_000_000) - 1]
  }

  accountByLogin(login: string): Account | undefined {
    for (const { organization } of this.places) {
      const account = organization.accountByLogin(login)
      if (account) return account
    }
    return undefined
  }
}
