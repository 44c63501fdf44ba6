import type { StateStore } from '@opencasb/core'
import type { FakeClock } from '../../fake-clock.ts'
import type { RuleGroup } from '../rule.ts'

/** What the rules about state stores are given: an empty store and the clock that it goes by. */
export interface StateSubject {
  readonly state: StateStore
  readonly clock: FakeClock
}

/** Rules about state stores. */
export type StateRules = RuleGroup<StateSubject>
