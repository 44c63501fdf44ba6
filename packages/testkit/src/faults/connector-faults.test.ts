import { describe, expect, it } from 'vitest'
import { connectorFaults } from './connector-faults.ts'

describe('connectorFaults', () => {
  it('have names of their own, in kebab case', () => {
    const names = connectorFaults.map(({ name }) => name)
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('say in their title which class of fault they belong to', () => {
    const untold = connectorFaults.filter(({ id, title }) => !title.startsWith(`[${id}] `))
    expect(untold.map(({ name }) => name)).toEqual([])
  })

  it('cover every class that one answer of a vendor can show', () => {
    const classes = new Set(connectorFaults.map(({ id }) => id))
    const wanted = [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 23, 24, 27, 29, 30, 31, 32, 37, 44,
    ]
    expect(wanted.map((id) => `F${String(id).padStart(2, '0')}`).filter((id) => !classes.has(id))).toEqual([])
  })

  it('strike somewhere', () => {
    expect(connectorFaults.filter(({ rules }) => rules.length === 0)).toEqual([])
  })
})
