import type { Dice } from '@opencasb/simulator-kit'
import type { Repository } from './repository.ts'

/** How bad a vulnerability is. */
export type AlertSeverity = 'low' | 'medium' | 'high' | 'critical'

/** A known vulnerability in a dependency of a repository. */
export interface DependabotAlert {
  /** Place in the list of the repository, from 1. */
  readonly number: number
  readonly state: 'open' | 'fixed' | 'dismissed' | 'auto_dismissed'
  readonly severity: AlertSeverity
  readonly ecosystem: 'npm' | 'pip' | 'maven' | 'go'
  readonly packageName: string
  readonly ghsaId: string
  readonly cveId: string
  readonly patched: string | undefined
  readonly scope: 'development' | 'runtime'
  readonly createdAt: number
}

/** The most alerts of one kind that a repository has. */
export const alertsPerRepository = 4
const packages = ['left-pad-plus', 'yaml-reader', 'fast-template', 'http-pool', 'image-resize'] as const
const severities = ['low', 'medium', 'medium', 'high', 'critical'] as const
const states = ['open', 'open', 'fixed', 'dismissed', 'auto_dismissed'] as const

/** When an alert was made: younger repositories have younger alerts, so that their order is that of the repositories. */
export function alertedAt(repository: Repository, at: number, epoch: number): number {
  return epoch - Math.round((epoch - repository.createdAt) / 5) + at * 1_000
}

/** The alerts of a repository, oldest first. */
export function dependabotAlertsOf(repository: Repository, dice: Dice, epoch: number): DependabotAlert[] {
  if (!repository.dependabotAlerts || repository.archived) return []
  const count = dice.chance(0.45, repository.index, 1) ? dice.between(1, alertsPerRepository, repository.index, 2) : 0
  return Array.from({ length: count }, (_, at) => {
    const roll = (salt: number): number => salt * 10 + at + 100
    const code = dice.hex(12, repository.index, roll(1))
    return {
      number: at + 1,
      state: dice.pick(states, repository.index, roll(2)),
      severity: dice.pick(severities, repository.index, roll(3)),
      ecosystem: dice.pick(['npm', 'pip', 'maven', 'go'] as const, repository.index, roll(4)),
      packageName: dice.pick(packages, repository.index, roll(5)),
      ghsaId: `GHSA-${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8, 12)}`,
      cveId: `CVE-2025-${10_000 + dice.between(0, 49_999, repository.index, roll(6))}`,
      patched: dice.chance(0.85, repository.index, roll(7)) ? '2.4.1' : undefined,
      scope: dice.chance(0.3, repository.index, roll(8)) ? 'development' : 'runtime',
      createdAt: alertedAt(repository, at, epoch),
    }
  })
}
