import { describe, expect, it } from 'vitest'
import { base36, base62, digits, StableIds } from './stable-ids.ts'

const indices = [0, 1, 2, 299_999, 10_000_000, 4_294_967_295]
const forms = [
  { alphabet: digits, length: 21 },
  { alphabet: base62, length: 15, prefix: '005' },
  { alphabet: base36, length: 12 },
]

describe('stable ids', () => {
  it('lead back to the index that they were made for', () => {
    const ids = new StableIds(7, 'user')
    for (const index of indices) {
      expect(ids.indexOfUuid(ids.uuid(index))).toBe(index)
      for (const form of forms) expect(ids.indexOfText(ids.text(index, form), form)).toBe(index)
    }
  })

  it('are written as asked for', () => {
    const ids = new StableIds(7, 'user')
    for (const index of indices) {
      expect(ids.uuid(index)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(ids.text(index, { alphabet: digits, length: 21 })).toMatch(/^[1-9]\d{20}$/)
      expect(ids.text(index, { alphabet: base62, length: 15, prefix: '005' })).toMatch(/^005[0-9A-Za-z]{12}$/)
    }
    expect(() => ids.text(1, { alphabet: base62, length: 5 })).toThrow('too few')
  })

  it('are the same for the same seed and kind, and others for others', () => {
    expect(new StableIds(7, 'user').uuid(3)).toBe(new StableIds(7, 'user').uuid(3))
    const made = [new StableIds(7, 'user'), new StableIds(8, 'user'), new StableIds(7, 'group')].map((ids) =>
      ids.uuid(3),
    )
    expect(new Set(made).size).toBe(3)
  })

  it('know what is no id of theirs', () => {
    const ids = new StableIds(7, 'user')
    expect(ids.indexOfUuid(new StableIds(7, 'group').uuid(3))).toBeUndefined()
    expect(ids.indexOfUuid('me')).toBeUndefined()
    for (const form of forms) {
      expect(ids.indexOfText('', form)).toBeUndefined()
      expect(ids.indexOfText('?'.repeat(form.length), form)).toBeUndefined()
      expect(ids.indexOfText(form.alphabet.slice(-1).repeat(form.length), form)).toBeUndefined()
    }
  })

  it('do not repeat', () => {
    const ids = new StableIds(7, 'user')
    expect(new Set(Array.from({ length: 20_000 }, (_, index) => ids.uuid(index).slice(-8))).size).toBe(20_000)
  })
})
