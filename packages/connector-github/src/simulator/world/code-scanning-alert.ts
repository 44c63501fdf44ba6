import type { Dice } from '@opencasb/simulator-kit'
import { type AlertSeverity, alertedAt } from './dependabot-alert.ts'
import type { Repository } from './repository.ts'

/** Something that a code scan found. */
export interface CodeScanningAlert {
  readonly number: number
  readonly state: 'open' | 'dismissed' | 'fixed'
  readonly ruleId: string
  readonly severity: AlertSeverity
  readonly path: string
  readonly createdAt: number
}

const rules = ['js/sql-injection', 'py/path-injection', 'go/zip-slip', 'js/xss', 'java/weak-hash'] as const

/** What code scanning found in a repository, oldest first. */
export function codeScanningAlertsOf(repository: Repository, dice: Dice, epoch: number): CodeScanningAlert[] {
  if (!repository.codeScanning || repository.archived) return []
  const count = dice.between(0, 2, repository.index, 1)
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    state: dice.pick(['open', 'open', 'fixed', 'dismissed'] as const, repository.index, 10 + at),
    ruleId: dice.pick(rules, repository.index, 20 + at),
    severity: dice.pick(['low', 'medium', 'high', 'critical'] as const, repository.index, 30 + at),
    path: `src/module-${at}.ts`,
    createdAt: alertedAt(repository, at, epoch),
  }))
}
