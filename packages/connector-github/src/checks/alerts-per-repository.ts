import type { AggregateVerdict } from '@opencasb/core/connector'
import { type FailOptions, fail } from '@opencasb/core/connector'
import { type AlertRepository, repositoryAsset } from '../resources/alert/alert-repository.ts'

/** What is kept of the alerts of one repository while they are counted. */
export interface AlertTally {
  readonly repository: AlertRepository
  count: number
  /** The oldest alert, ISO 8601. */
  oldest: string
  /** What the alerts are about, the first few by name. */
  about: string[]
  /** Set by the first alert that is more urgent than others. */
  urgent?: true
}

/** Tallies by repository; {@link keyOf} makes the keys. */
export type AlertTallies = Record<string, AlertTally>

const namedAtMost = 5

/** Counts one more alert. Alerts of one repository need not come together. */
export function tallyAlert(
  tallies: AlertTallies,
  alert: { readonly repository: AlertRepository; readonly createdAt: string },
  about: string,
  urgent = false,
): AlertTallies {
  const { repository, createdAt } = alert
  const key = keyOf(repository)
  const tally = tallies[key] ?? { repository, count: 0, oldest: createdAt, about: [] }
  tallies[key] = tally
  tally.count += 1
  if (createdAt < tally.oldest) tally.oldest = createdAt
  // The first few by name, so that the order of the alerts makes no difference.
  if (!tally.about.includes(about)) tally.about = [...tally.about, about].sort().slice(0, namedAtMost)
  if (urgent) tally.urgent = true
  return tallies
}

/** One verdict per repository that has alerts. */
export function verdictPerRepository(
  tallies: AlertTallies,
  say: (tally: AlertTally) => { readonly message: string; readonly options?: Pick<FailOptions, 'severity'> },
): readonly AggregateVerdict[] {
  return Object.values(tallies).map((tally) => {
    const { message, options } = say(tally)
    const evidence = { count: tally.count, oldest: tally.oldest, about: tally.about }
    return { asset: repositoryAsset(tally.repository), verdict: fail(message, { evidence, ...options }) }
  })
}

/** Ids come from outside: with something before it, none is the name of a property that objects have anyway. */
function keyOf({ id }: AlertRepository): string {
  return `repository ${id}`
}
