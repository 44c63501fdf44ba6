import { MinutePoints, UnderWay } from '@opencasb/simulator-kit'
import type { Grant } from '../access/grant.ts'
import type { GithubPlan } from '../world/world.ts'
import type { GithubLimits } from './limits-options.ts'
import { type QuotaState, Quotas, type Resource } from './quota.ts'

/** Why a request was not let through. */
export type Refusal =
  | { readonly kind: 'primary'; readonly quota: QuotaState }
  | { readonly kind: 'secondary'; readonly retryAfterSeconds: number }

/** Who a limit is counted for. */
export interface Payer {
  readonly account: string
  readonly grant: Grant | undefined
}

const unlimited = 1_000_000_000

/** Admits requests as GitHub's documented limits say. */
export class Limiter {
  readonly quotas: Quotas = new Quotas()
  readonly #plan: GithubPlan
  readonly #installationRoom: () => { readonly repositories: number; readonly members: number }
  readonly #minutes = new Map<string, MinutePoints>()
  readonly #underWay = new UnderWay()
  limits: GithubLimits

  constructor(
    limits: GithubLimits,
    plan: GithubPlan,
    installationRoom: () => { readonly repositories: number; readonly members: number },
  ) {
    this.limits = limits
    this.#plan = plan
    this.#installationRoom = installationRoom
  }

  get windowMs(): number {
    return (this.limits.windowSeconds ?? 3600) * 1000
  }

  quota(payer: Payer, resource: Resource, now: number): QuotaState {
    return this.quotas.state(payer.account, resource, this.#limitOf(payer, resource), now)
  }

  charge(payer: Payer, resource: Resource, units: number, now: number): void {
    this.quotas.charge(payer.account, resource, units, this.windowMs, now)
  }

  /** Whether the quota has room for so many units. */
  hasRoom(payer: Payer, resource: Resource, units: number, now: number): Refusal | undefined {
    const quota = this.quota(payer, resource, now)
    return quota.remaining < Math.max(1, units) ? { kind: 'primary', quota } : undefined
  }

  /** Counts a request that begins, unless one of the secondary limits is against it. */
  begin(payer: Payer, resource: Resource, points: number, now: number): Refusal | undefined {
    const { concurrency = 100, restPointsPerMinute = 900, graphqlPointsPerMinute = 2000 } = this.limits
    if (!this.#underWay.begin(payer.account, concurrency ?? undefined)) {
      return { kind: 'secondary', retryAfterSeconds: 60 }
    }
    const perMinute = resource === 'core' ? restPointsPerMinute : graphqlPointsPerMinute
    if (perMinute !== null) {
      const key = `${payer.account} ${resource}`
      const minutes = this.#minutes.get(key) ?? new MinutePoints()
      this.#minutes.set(key, minutes)
      const refused = minutes.take(points, perMinute, now)
      if (refused) {
        this.#underWay.end(payer.account)
        return { kind: 'secondary', retryAfterSeconds: refused.waitSeconds }
      }
    }
    return undefined
  }

  end(payer: Payer): void {
    this.#underWay.end(payer.account)
  }

  #limitOf({ grant, account }: Payer, resource: Resource): number {
    const set = this.limits[resource]
    if (set === null) return unlimited
    if (set !== undefined) return set
    if (!grant) return account === 'nobody' ? 60 : 5_000
    if (grant.kind !== 'github-app') return 5_000
    if (this.#plan === 'enterprise') return resource === 'core' ? 15_000 : 10_000
    const { repositories, members } = this.#installationRoom()
    return Math.min(12_500, 5_000 + 50 * (Math.max(0, repositories - 20) + Math.max(0, members - 20)))
  }
}
