import type { Dice } from '@opencasb/simulator-kit'

/** A group of self-hosted runners. */
export interface RunnerGroup {
  readonly id: number
  readonly name: string
  readonly visibility: 'all' | 'selected' | 'private'
  readonly isDefault: boolean
  readonly allowsPublicRepositories: boolean
  readonly restrictedToWorkflows: boolean
}

/** The runner group of an index. The first is the default group, which exists in every organisation. */
export function runnerGroupAt(index: number, dice: Dice, careful: boolean): RunnerGroup {
  if (index === 0) {
    return {
      id: 1,
      name: 'Default',
      visibility: 'all',
      isDefault: true,
      allowsPublicRepositories: false,
      restrictedToWorkflows: false,
    }
  }
  return {
    id: index + 1,
    name: `runners-${index}`,
    visibility: careful ? 'selected' : dice.pick(['all', 'selected', 'private'] as const, index, 1),
    isDefault: false,
    allowsPublicRepositories: !careful && dice.chance(0.5, index, 2),
    restrictedToWorkflows: careful || dice.chance(0.3, index, 3),
  }
}
