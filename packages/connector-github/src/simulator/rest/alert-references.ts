import type { Listing } from '@opencasb/simulator-kit'
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

/** The chosen alerts of an organisation as a list that can be read by place, oldest first or newest first. */
export function alertListing<T>(
  place: Place,
  name: string,
  alertsOf: (repository: Repository) => readonly T[],
  fits: (alert: T) => boolean,
  oldestFirst: boolean,
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
    references = { revision: revision.value, numbers: Uint32Array.from(numbers) }
    if (lists.size > 16) lists.clear()
    lists.set(name, references)
  }
  const { numbers } = references
  return {
    count: numbers.length,
    slice: (from, length) => {
      const end = numbers.length - from
      const part = oldestFirst
        ? [...numbers.subarray(from, from + length)]
        : [...numbers.subarray(Math.max(0, end - length), Math.max(0, end))].reverse()
      return part.flatMap((number) => {
        const repository = repositories.get(Math.floor(number / alertsPerRepository))
        const alert = repository && alertsOf(repository)[number % alertsPerRepository]
        return repository && alert ? [{ alert, repository }] : []
      })
    },
  }
}

/** The alerts of an organisation behind a cursor, oldest first or newest first, without counting them all. */
export function* walkAlerts<T>(
  place: Place,
  alertsOf: (repository: Repository) => readonly T[],
  fits: (alert: T) => boolean,
  from: { readonly after: string | undefined; readonly oldestFirst: boolean },
): Generator<{ readonly item: PlacedAlert<T>; readonly cursor: string }> {
  const { repositories } = place.organization
  const step = from.oldestFirst ? 1 : -1
  const last = /^(\d+):(\d+)$/.exec(from.after ?? '')
  const start = last ? Number(last[1]) : from.oldestFirst ? 0 : repositories.end - 1
  for (let index = start; index >= 0 && index < repositories.end; index += step) {
    const repository = repositories.get(index)
    if (!repository) continue
    const alerts = alertsOf(repository)
    const first = from.oldestFirst ? 0 : alerts.length - 1
    for (let at = last && index === start ? Number(last[2]) + step : first; at >= 0 && at < alerts.length; at += step) {
      const alert = alerts[at]
      if (alert && fits(alert)) yield { item: { alert, repository }, cursor: `${index}:${at}` }
    }
  }
}
