import type { Dice } from '@opencasb/simulator-kit'

/** A deployment environment. */
export interface Environment {
  readonly id: number
  readonly name: string
  readonly waitMinutes: number
  readonly requiresReview: boolean
  readonly preventsSelfReview: boolean
  readonly branches: 'all' | 'protected' | 'custom'
  readonly createdAt: number
}

const day = 86_400_000
const names = ['production', 'staging', 'preview'] as const

/** The environments of a repository; every third repository has some. */
export function environmentsOf(repository: number, firstId: number, dice: Dice, epoch: number): Environment[] {
  if (!dice.chance(0.35, repository, 1)) return []
  const count = dice.between(1, names.length, repository, 2)
  return names.slice(0, count).map((name, at) => ({
    id: firstId + at,
    name,
    waitMinutes: dice.chance(0.2, repository, 10 + at) ? 30 : 0,
    requiresReview: dice.chance(0.5, repository, 20 + at),
    preventsSelfReview: dice.chance(0.4, repository, 30 + at),
    branches: dice.pick(['all', 'protected', 'custom'] as const, repository, 40 + at),
    createdAt: epoch - dice.between(20, 800, repository, 50 + at) * day,
  }))
}
