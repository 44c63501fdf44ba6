import assert from 'node:assert/strict'
import type { JsonValue } from '@opencasb/core'
import type { StateRules } from './state-subject.ts'

function sorted(notes: readonly JsonValue[]): string[] {
  return notes.map((note) => JSON.stringify(note)).sort()
}

/** Notes of workers that share a credential. */
export const budgetRules: StateRules = {
  name: 'shared budgets',
  rules: [
    {
      title: 'state/budgets: each holder reads the notes of the others, never its own or those of another key',
      async check({ state: { budgets } }) {
        assert.deepEqual(await budgets.exchange('a', 'worker-1', { left: 5, text: 'ü\0' }, 1_000), [])
        assert.deepEqual(await budgets.exchange('a', 'worker-2', null, 1_000), [{ left: 5, text: 'ü\0' }])
        assert.deepEqual(
          sorted(await budgets.exchange('a', 'worker-3', 3, 1_000)),
          sorted([{ left: 5, text: 'ü\0' }, null]),
        )
        assert.deepEqual(sorted(await budgets.exchange('a', 'worker-1', { left: 4 }, 1_000)), ['3', 'null'])
        assert.deepEqual(await budgets.exchange('b', 'worker-1', 1, 1_000), [])
      },
    },
    {
      title: 'state/budgets-replace: a holder has one note, its newest',
      async check({ state: { budgets } }) {
        for (const left of [3, 2, 1]) await budgets.exchange('a', 'worker-1', { left }, 1_000)
        assert.deepEqual(await budgets.exchange('a', 'worker-2', null, 1_000), [{ left: 1 }])
      },
    },
    {
      title: 'state/budgets-end: a note counts as long as it was left for, unless it is renewed',
      async check({ state: { budgets }, clock }) {
        await budgets.exchange('a', 'worker-1', 1, 1_000)
        await budgets.exchange('a', 'worker-2', 2, 3_000)
        await clock.advance(999)
        assert.deepEqual(sorted(await budgets.exchange('a', 'worker-3', 3, 10)), ['1', '2'])
        await clock.advance(1)
        assert.deepEqual(sorted(await budgets.exchange('a', 'worker-4', 4, 10)), ['2', '3'])
        await clock.advance(5_000)
        assert.deepEqual(await budgets.exchange('a', 'worker-4', 4, 10), [])
      },
    },
    {
      title: 'state/budgets-leave: a note that is taken back is gone, and the others stay',
      async check({ state: { budgets } }) {
        await budgets.exchange('a', 'worker-1', 1, 1_000)
        await budgets.exchange('a', 'worker-2', 2, 1_000)
        await budgets.leave('a', 'worker-1')
        await budgets.leave('a', 'worker-1')
        await budgets.leave('b', 'worker-2')
        assert.deepEqual(await budgets.exchange('a', 'worker-3', 3, 1_000), [2])
      },
    },
  ],
}
