import { expect, it } from 'vitest'
import { repositoryFaultTests } from './fault-tests.ts'
import { faults } from './faults.ts'

const tested = new Set(repositoryFaultTests().flatMap((test) => test.faults))

it('every fault has a test, or a reason why it cannot happen here', () => {
  expect(faults.filter(({ id, outside }) => !tested.has(id) && !outside)).toEqual([])
})

it('tests name only faults that are in the catalogue', () => {
  const known = new Set(faults.map(({ id }) => id))
  expect([...tested].filter((id) => !known.has(id))).toEqual([])
})
