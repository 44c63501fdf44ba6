import type { Clock, StateStore } from '@opencasb/core'
import { createFakeClock } from '../fake-clock.ts'
import type { TestRunner } from './rule.ts'
import { budgetRules } from './state/budget-rules.ts'
import { cacheRules } from './state/cache-rules.ts'
import { commitRules } from './state/commit-rules.ts'
import { conflictRules } from './state/conflict-rules.ts'
import { integrationFilterRules } from './state/integration-filter-rules.ts'
import { integrationRules } from './state/integration-rules.ts'
import { inventoryRules } from './state/inventory-rules.ts'
import { knownRules } from './state/known-rules.ts'
import { leaseRules } from './state/lease-rules.ts'
import { listingPageRules } from './state/listing-page-rules.ts'
import { listingRules } from './state/listing-rules.ts'
import { markingRules } from './state/marking-rules.ts'
import { oddStringRules } from './state/odd-string-rules.ts'
import { outboxRules } from './state/outbox-rules.ts'
import { progressRules } from './state/progress-rules.ts'
import { sealedRules } from './state/sealed-rules.ts'
import type { StateRules } from './state/state-subject.ts'
import { sweepRules } from './state/sweep-rules.ts'

/** What {@link stateStoreConformance} takes. */
export interface StateStoreConformance extends TestRunner {
  /** Makes an empty store that goes by the given clock. Called for each rule; the suite closes what it gets. */
  create(options: { readonly clock: Clock }): StateStore | Promise<StateStore>
}

const groups: readonly StateRules[] = [
  integrationRules,
  integrationFilterRules,
  knownRules,
  markingRules,
  sweepRules,
  listingRules,
  listingPageRules,
  inventoryRules,
  progressRules,
  leaseRules,
  commitRules,
  conflictRules,
  cacheRules,
  outboxRules,
  sealedRules,
  budgetRules,
  oddStringRules,
]

/**
 * Declares the tests that every state store must pass.
 * @example stateStoreConformance({ create: () => createMemoryState(), describe, it })
 */
export function stateStoreConformance({ create, describe, it }: StateStoreConformance): void {
  for (const { name, rules } of groups) {
    describe(name, () => {
      for (const rule of rules) {
        it(rule.title, async () => {
          const clock = createFakeClock()
          const state = await create({ clock })
          try {
            await rule.check({ state, clock })
          } finally {
            await state.close()
          }
        })
      }
    })
  }
}
