import { expect, it } from 'vitest'
import { smallWorld } from '../../tests/small-world.ts'
import { selectChecks } from './select-checks.ts'

const { checks } = smallWorld().command.connector
const ids = (choice: Parameters<typeof selectChecks>[1]) => selectChecks(checks, choice).map(({ id }) => id)

it('takes ids and patterns, and leaves out what is to be skipped', () => {
  expect(ids({})).toEqual(['github/box-closed', 'github/box-labelled'])
  expect(ids({ only: ['github/box-closed'] })).toEqual(['github/box-closed'])
  expect(ids({ only: ['*label*'] })).toEqual(['github/box-labelled'])
  expect(ids({ only: ['github/*'], skip: ['*-closed'] })).toEqual(['github/box-labelled'])
})

it('takes a dot for a dot', () => {
  expect(() => ids({ only: ['github.box-closed'] })).toThrow('no check matches')
})

it('names every pattern that matches nothing, with what was probably meant', () => {
  expect(() => ids({ only: ['github/box-close'], skip: ['gitlab/*'] })).toThrow(
    '--only: no check matches "github/box-close". Did you mean "github/box-closed"?\n' +
      '--skip: no check matches "gitlab/*". `opencasb checks` lists them all.',
  )
})

it.each([
  ['--skip', { skip: ['github/*'] }],
  ['--skip', { only: ['*label*'], skip: ['*label*'] }],
  ['--only', { only: [] }],
])('refuses with %s a choice that leaves none: %o', (field, choice) => {
  expect(() => ids(choice)).toThrow(`${field}: leaves no check; choose at least one`)
})
