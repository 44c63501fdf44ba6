import type { Integration } from '@opencasb/core'

/** An integration that is due, with the priority of its job. */
export interface Turn {
  readonly integration: Integration
  /** Negative; greater comes first. */
  readonly priority: number
}

/** Seconds that an integration stands back for each of the same owner that comes before it. */
const standBack = 10
/** Priorities are 32-bit numbers: seconds are counted from here. */
const start = Date.UTC(2020, 0, 1)

/**
 * Lets owners take turns, and each owner's connectors: the thousand integrations of one do not hold up the only one of another. Nothing
 * starves either: a job is overtaken only by what falls due within the time that it stands back, so places need no update later.
 * @param due the longest due first
 */
export function takeTurns(due: readonly Integration[]): readonly Turn[] {
  return [...groupBy(due, ({ owner }) => owner ?? '').values()].flatMap((ofOwner) =>
    oneOfEach(ofOwner).map((integration, place) => {
      const dueAt = Math.max(start, Date.parse(integration.nextScanAt ?? '') || start)
      return { integration, priority: -Math.round((dueAt - start) / 1000) - place * standBack - 1 }
    }),
  )
}

/** The first of each connector, then the second of each, and so on. */
function oneOfEach(integrations: readonly Integration[]): readonly Integration[] {
  const rounds: Integration[][] = []
  for (const ofConnector of groupBy(integrations, ({ connector }) => connector).values()) {
    for (const [round, integration] of ofConnector.entries()) {
      rounds[round] ??= []
      rounds[round].push(integration)
    }
  }
  return rounds.flat()
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
