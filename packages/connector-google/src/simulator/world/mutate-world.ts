import { Dice } from '@opencasb/simulator-kit'
import type { GoogleWorld } from './google-world.ts'
import { mutations } from './mutations.ts'

/** Changes the account at random but reproducibly: things come, go and change. */
export function mutateWorld(world: GoogleWorld, seed: number, changes: number): void {
  const dice = new Dice(seed, 'mutation')
  let made = 0
  // Some rolls have nothing to change, such as a group where there is none.
  for (let at = 0; made < changes && at < changes * 20 + 100; at++) {
    const mutation = mutations[dice.between(0, mutations.length - 1, at, 1)]
    if (mutation?.(world, dice, at)) made++
  }
}
