import type { Listing } from '../http/listing.ts'
import { alertsPerRepository } from '../world/dependabot-alert.ts'
import type { Repository } from '../world/repository.ts'
import type { Place } from '../world/world.ts'

/** An alert with the repository that it is about. */
export interface PlacedAlert<T> {
  readonly alert: T
  readonly repository: Repository
}

interface References {
  readonly revision: number
  readonly numbers: Uint32Array
}

const known = new WeakMap<Place, Map<string, References>>()

/** The chosen alerts of an organisation as a list that can be read by place; newest repositories first. */
export function alertListing<T>(
  place: Place,
  name: string,
  alertsOf: (repository: Repository) => readonly T[],
  fits: (alert: T) => boolean,
): Listing<PlacedAlert<T>> {
  const { repositories, revision } = place.organization
  const lists = known.get(place) ?? new Map<string, References>()
  known.set(place, lists)
  let references = lists.get(name)
  if (references?.revision !== revision.value) {
    const numbers: number[] = []
    for (const repository of repositories.all()) {
      alertsOf(repository).forEach((alert, at) => {
        if (fits(alert)) numbers.push(repository.index * alertsPerRepository + at)
      })
    }
    references = { revision: revision.value, numbers: Uint32Array.from(numbers.reverse()) }
    if (lists.size > 16) lists.clear()
    lists.set(name, references)
  }
  const { numbers } = references
  return {
    count: numbers.length,
    slice: (from, length) =>
      [...numbers.subarray(from, from + length)].flatMap((number) => {
        const repository = repositories.get(Math.floor(number / alertsPerRepository))
        const alert = repository && alertsOf(repository)[number % alertsPerRepository]
        return repository && alert ? [{ alert, repository }] : []
      }),
  }
}

/** The alerts of an organisation behind a cursor; newest repositories first, without counting them all. */
export function* walkAlerts<T>(
  place: Place,
  alertsOf: (repository: Repository) => readonly T[],
  fits: (alert: T) => boolean,
  after: string | undefined,
): Generator<{ readonly item: PlacedAlert<T>; readonly cursor: string }> {
  const { repositories } = place.organization
  const [index, at] = (after ?? '').split(':').map(Number)
  const start = index === undefined || at === undefined ? repositories.end - 1 : index
  for (let current = start; current >= 0; current--) {
    const repository = repositories.get(current)
    if (!repository) continue
    const alerts = alertsOf(repository)
    const first = current === index && at !== undefined ? at + 1 : 0
    for (let number = first; number < alerts.length; number++) {
      const alert = alerts[number]
      if (alert && fits(alert)) yield { item: { alert, repository }, cursor: `${current}:${number}` }
    }
  }
}
