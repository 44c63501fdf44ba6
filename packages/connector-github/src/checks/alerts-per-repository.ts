import type { AggregateVerdict } from '@opencasb/core/connector'
import { type FailOptions, fail, pass } from '@opencasb/core/connector'
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

/** One more alert of a repository. */
export interface TalliedAlert {
  readonly repository: AlertRepository
  /** ISO 8601. */
  readonly createdAt: string
}

/**
 * Takes one more alert in; alerts of one repository need not come together.
 * @param about what it is about, or `undefined` for alerts that do not count: their repository is judged all the same
 */
export function tallyAlert(
  tallies: AlertTallies,
  { repository, createdAt }: TalliedAlert,
  about: string | undefined,
  urgent = false,
): AlertTallies {
  const key = keyOf(repository)
  const tally = tallies[key] ?? { repository, count: 0, oldest: createdAt, about: [] }
  tallies[key] = tally
  if (about === undefined) return tallies
  if (tally.count === 0 || createdAt < tally.oldest) tally.oldest = createdAt
  tally.count += 1
  // The first few by name, so that the order of the alerts makes no difference.
  if (!tally.about.includes(about)) tally.about = [...tally.about, about].sort().slice(0, namedAtMost)
  if (urgent) tally.urgent = true
  return tallies
}

/** One verdict per repository that has alerts: those without any that counts pass. */
export function verdictPerRepository(
  tallies: AlertTallies,
  say: (tally: AlertTally) => { readonly message: string; readonly options?: Pick<FailOptions, 'severity'> },
): readonly AggregateVerdict[] {
  return Object.values(tallies).map((tally) => {
    const asset = repositoryAsset(tally.repository)
    if (tally.count === 0) return { asset, verdict: pass() }
    const { message, options } = say(tally)
    const evidence = { count: tally.count, oldest: tally.oldest, about: tally.about }
    return { asset, verdict: fail(message, { evidence, ...options }) }
  })
}

/** Ids come from outside: with something before it, none is the name of a property that objects have anyway. */
function keyOf({ id }: AlertRepository): string {
  return `repository ${id}`
}
