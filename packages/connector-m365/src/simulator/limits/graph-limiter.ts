import { type Answer, type BucketLimit, TokenBuckets } from '@opencasb/simulator-kit'
import { graphFailure } from '../http/graph-failure.ts'
import type { GraphRoute, GraphWorkload } from '../http/graph-route.ts'

/** What a request is charged, and what is told about it. */
export interface Charge {
  readonly units: number
  readonly refusal: Answer | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Graph's limits, each workload in its own way. */
export class GraphLimiter {
  readonly #buckets = new TokenBuckets()
  readonly #enabled: boolean
  readonly #users: () => number
  /** Refusals in a row. */
  readonly #refused = new Map<string, number>()

  /** @param users how many users the tenant has: larger ones are given more */
  constructor(enabled: boolean, users: () => number) {
    this.#enabled = enabled
    this.#users = users
  }

  charge(route: GraphRoute, query: URLSearchParams, app: string, now: number): Charge {
    const workload = route.workload ?? 'identity'
    const units = workload === 'identity' ? unitsOf(route, query) : (route.units ?? 1)
    const limit = this.#limitOf(workload)
    const headers: Record<string, string> = workload === 'identity' ? { 'x-ms-resource-unit': String(units) } : {}
    if (!this.#enabled || !limit) return { units, refusal: undefined, headers }
    const wait = this.#buckets.take(`${workload} ${app}`, units, limit, now)
    const used = 1 - this.#buckets.left(`${workload} ${app}`, limit) / limit.capacity
    if (workload === 'identity' && used >= 0.8) headers['x-ms-throttle-limit-percentage'] = used.toFixed(2)
    const name = `${workload} ${app}`
    if (!wait) {
      this.#refused.delete(name)
      return { units, refusal: undefined, headers }
    }
    // Protection does not say for how long.
    const retry = workload === 'protection' ? {} : { 'retry-after': String(wait.waitSeconds) }
    const inARow = (this.#refused.get(name) ?? 0) + 1
    this.#refused.set(name, inARow)
    return { units, refusal: refusalOf(workload, inARow, { ...headers, ...retry }), headers }
  }

  #limitOf(workload: GraphWorkload): BucketLimit | undefined {
    if (workload === 'reports') return { capacity: 5, perSecond: 0.5 }
    if (workload === 'protection') return { capacity: 1, perSecond: 1 }
    if (workload === 'sharepoint') return { capacity: 1200, perSecond: 20 }
    if (workload === 'outlook') return { capacity: 10_000, perSecond: 10_000 / 600 }
    const users = this.#users()
    const capacity = users < 50 ? 3500 : users <= 500 ? 5000 : 8000
    return { capacity, perSecond: capacity / 10 }
  }
}

/** SharePoint blocks those who go on asking. */
const mostRefused = 10

function refusalOf(workload: GraphWorkload, inARow: number, headers: Readonly<Record<string, string>>): Answer {
  if (workload !== 'sharepoint') return graphFailure(429, 'TooManyRequests', 'Too many requests', headers)
  return inARow > mostRefused
    ? graphFailure(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', headers)
    : graphFailure(429, 'activityLimitReached', 'The app or user has been throttled.', headers)
}

function unitsOf({ units = 1 }: GraphRoute, query: URLSearchParams): number {
  const few = query.has('$top') && Number(query.get('$top')) < 20
  return Math.max(1, units - (query.has('$select') ? 1 : 0) + (query.has('$expand') ? 1 : 0) - (few ? 1 : 0))
}
