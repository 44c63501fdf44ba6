import type { Dice } from '@opencasb/simulator-kit'

/** A webhook of a repository or an organisation. */
export interface Hook {
  readonly id: number
  readonly active: boolean
  readonly events: readonly string[]
  readonly url: string
  readonly contentType: 'json' | 'form'
  readonly insecureSsl: boolean
  /** Whether a secret is set. GitHub never tells the secret itself. */
  readonly hasSecret: boolean
  readonly createdAt: number
  readonly lastStatus: number | undefined
}

const day = 86_400_000
const places = ['ci', 'chat', 'deploy', 'audit', 'tickets'] as const
const events = [['push'], ['push', 'pull_request'], ['*'], ['package'], ['release', 'registry_package']] as const

/** The hook of a number: some without secret, some without encryption, some that do not check certificates. */
export function hookAt(number: number, id: number, dice: Dice, epoch: number, careful = 0): Hook {
  const plain = !dice.chance(0.88 + careful * 0.12, number, 1)
  return {
    id,
    active: dice.chance(0.9, number, 2),
    events: dice.pick(events, number, 3),
    url: `${plain ? 'http' : 'https'}://${dice.pick(places, number, 4)}.example.com/hooks/${number}`,
    contentType: dice.chance(0.8, number, 5) ? 'json' : 'form',
    insecureSsl: !dice.chance(0.9 + careful * 0.1, number, 6),
    hasSecret: dice.chance(0.65 + careful * 0.35, number, 7),
    createdAt: epoch - dice.between(5, 900, number, 8) * day,
    lastStatus: dice.chance(0.7, number, 9) ? (dice.chance(0.85, number, 10) ? 200 : 500) : undefined,
  }
}
