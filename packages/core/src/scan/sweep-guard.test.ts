import { describe, expect, it } from 'vitest'
import { mustHold, type SweepRisk } from './sweep-guard.ts'

describe('mustHold', () => {
  const rows: [string, SweepRisk, boolean][] = [
    ['nothing to close is never held', { items: 0, previousItems: 300, open: 90, unseen: 0 }, false],
    ['half of the items gone is believed', { items: 150, previousItems: 300, open: 90, unseen: 47 }, false],
    ['more than half gone is held', { items: 149, previousItems: 300, open: 90, unseen: 47 }, true],
    [
      'an empty listing is held, however few findings it would close',
      { items: 0, previousItems: 5, open: 3, unseen: 3 },
      true,
    ],
    ['the last few items may go', { items: 0, previousItems: 4, open: 4, unseen: 4 }, false],
    ['a fall that closes little is believed', { items: 10, previousItems: 300, open: 40, unseen: 19 }, false],
    [
      'one whole check may close when the listing is otherwise full',
      { items: 290, previousItems: 300, open: 30, unseen: 30 },
      false,
    ],
    [
      'without an earlier listing, more than half of 20 or more is held',
      { items: 10, previousItems: undefined, open: 39, unseen: 20 },
      true,
    ],
    [
      'without an earlier listing, exactly half is believed',
      { items: 10, previousItems: undefined, open: 40, unseen: 20 },
      false,
    ],
  ]
  const parent = { items: 50, previousItems: 100 }
  rows.push(
    ['children shrink with their parents', { items: 75, previousItems: 150, parent, open: 75, unseen: 36 }, false],
    [
      'children that shrink more than their parents are held',
      { items: 30, previousItems: 150, parent, open: 75, unseen: 60 },
      true,
    ],
    [
      'few children are held with parents that are all gone',
      { items: 0, previousItems: 4, parent: { items: 0, previousItems: 12 }, open: 4, unseen: 4 },
      true,
    ],
  )
  it.each(rows)('%s', (_title, risk, held) => {
    expect(mustHold(risk)).toBe(held)
  })
})
