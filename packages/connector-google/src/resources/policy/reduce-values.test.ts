import { describe, expect, it } from 'vitest'
import { keepFields, reduceValues } from './reduce-values.ts'

describe('the reduction of values', () => {
  const first = { a: 1, list: ['x'] }
  const second = { a: 2, b: 3, list: ['y'] }

  it('takes all fields from the first with max: what it lacks is not inherited', () => {
    expect(reduceValues('max', [first, second])).toEqual({ a: 1, list: ['x'] })
  })

  it('takes each field from the first that has it with merge, and puts lists together', () => {
    expect(reduceValues('merge', [first, second])).toEqual({ a: 1, b: 3, list: ['x', 'y'] })
  })

  it('keeps entries with the same key once with max-map', () => {
    const values = [
      { services: [{ scopesGroup: 'DRIVE_ALL', isEnabled: false }] },
      {
        services: [
          { scopesGroup: 'DRIVE_ALL', isEnabled: true, more: 1 },
          { scopesGroup: 'GMAIL_ALL', isEnabled: true },
        ],
      },
    ]
    expect(reduceValues('max-map', values, 'scopesGroup')).toEqual({
      services: [
        { scopesGroup: 'DRIVE_ALL', isEnabled: false },
        { scopesGroup: 'GMAIL_ALL', isEnabled: true },
      ],
    })
  })

  it('fills entries with the same key with merge-map', () => {
    const values = [{ rules: [{ id: '1', on: true }] }, { rules: [{ id: '1', on: false, name: 'one' }] }]
    expect(reduceValues('merge-map', values)).toEqual({ rules: [{ id: '1', on: true, name: 'one' }] })
  })

  it('keeps every policy with list', () => {
    expect(reduceValues('list', [first, second])).toEqual({ entries: [first, second] })
  })

  it('leaves of entries what is asked for', () => {
    const value = { rules: [{ id: '1', description: 'Ours' }, 'odd'], other: { description: 'stays' } }
    expect(keepFields(value, ['id'])).toEqual({ rules: [{ id: '1' }, 'odd'], other: { description: 'stays' } })
    expect(keepFields(value, undefined)).toBe(value)
  })

  it('changes nothing of what it is given', () => {
    const values = [{ list: ['x'] }, { list: ['y'] }]
    reduceValues('merge', values)
    expect(values).toEqual([{ list: ['x'] }, { list: ['y'] }])
  })
})
