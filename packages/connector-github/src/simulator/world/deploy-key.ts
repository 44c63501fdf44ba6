import type { Dice } from '@opencasb/simulator-kit'

/** A deploy key. */
export interface DeployKey {
  readonly id: number
  readonly title: string
  readonly key: string
  readonly verified: boolean
  readonly readOnly: boolean
  readonly addedBy: string | undefined
  readonly createdAt: number
  readonly lastUsed: number | undefined
  readonly enabled: boolean
}

const day = 86_400_000
const purposes = ['ci', 'mirror', 'deploy', 'backup'] as const

/** The deploy key of a number: read-only or not, verified or not, young or years old. */
export function deployKeyAt(number: number, id: number, dice: Dice, epoch: number, addedBy: string): DeployKey {
  const age = dice.between(3, 1200, number, 1)
  return {
    id,
    title: `${dice.pick(purposes, number, 2)} key`,
    key: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${dice.hex(40, number, 3)}`,
    verified: dice.chance(0.85, number, 4),
    readOnly: dice.chance(0.6, number, 5),
    addedBy: dice.chance(0.9, number, 6) ? addedBy : undefined,
    createdAt: epoch - age * day,
    lastUsed: dice.chance(0.7, number, 7) ? epoch - dice.between(0, age, number, 8) * day : undefined,
    enabled: true,
  }
}
