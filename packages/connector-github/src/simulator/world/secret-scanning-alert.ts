import type { Dice } from '@opencasb/simulator-kit'
import { alertedAt } from './dependabot-alert.ts'
import type { Repository } from './repository.ts'

/** A secret that was found in a repository. */
export interface SecretScanningAlert {
  readonly number: number
  readonly state: 'open' | 'resolved'
  readonly type: 'github_personal_access_token' | 'aws_access_key_id' | 'slack_incoming_webhook_url'
  /** The leaked value: nobody who reads alerts may pass it on. */
  readonly secret: string
  readonly validity: 'active' | 'inactive' | 'unknown'
  readonly publiclyLeaked: boolean
  readonly pushProtectionBypassed: boolean
  readonly createdAt: number
}

const types = ['github_personal_access_token', 'aws_access_key_id', 'slack_incoming_webhook_url'] as const

/** What secret scanning found in a repository, oldest first. Each secret contains `canary`. */
export function secretScanningAlertsOf(
  repository: Repository,
  dice: Dice,
  epoch: number,
  canary: string,
): SecretScanningAlert[] {
  if (!repository.secretScanning || repository.archived) return []
  const count = dice.chance(0.3, repository.index, 1) ? dice.between(1, 2, repository.index, 2) : 0
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    state: dice.chance(0.6, repository.index, 10 + at) ? 'open' : 'resolved',
    type: dice.pick(types, repository.index, 20 + at),
    secret: `${canary}${repository.index}x${at}`,
    validity: dice.pick(['active', 'inactive', 'unknown'] as const, repository.index, 30 + at),
    publiclyLeaked: repository.visibility === 'public',
    pushProtectionBypassed: repository.pushProtection && dice.chance(0.3, repository.index, 40 + at),
    createdAt: alertedAt(repository, at, epoch),
  }))
}
