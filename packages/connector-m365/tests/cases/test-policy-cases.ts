import type { Check } from '@opencasb/core'
import { runCheck } from '@opencasb/testkit'
import { expect, it } from 'vitest'
import type { PolicyCheckCase } from './policies-case.ts'

/** Tests that each check has a case and says of it what it is to say. */
export function testPolicyCases(checks: readonly Check[], cases: readonly PolicyCheckCase[]): void {
  const check = (id: string): Check => {
    const found = checks.find((one) => one.id === id)
    if (!found) throw new Error(`there is no check ${id}`)
    return found
  }
  const traps = (side: 'alsoFailing' | 'alsoPassing') =>
    cases.flatMap((one) => Object.entries(one[side] ?? {}).map(([name, run]) => ({ id: one.check, name, run })))

  it('have a case each, and the cases a check', () => {
    expect(cases.map((one) => one.check).sort()).toEqual(checks.map(({ id }) => id).sort())
  })

  it.each(cases)('$check fails where it should', (one) => {
    expect(runCheck(check(one.check), one.failing)).toMatchObject({ outcome: 'fail' })
  })

  it.each(cases)('$check passes where it should', (one) => {
    expect(runCheck(check(one.check), one.passing)).toEqual({ outcome: 'pass' })
  })

  it.each(traps('alsoFailing'))('$id fails for $name', ({ id, run }) => {
    expect(runCheck(check(id), run)).toMatchObject({ outcome: 'fail' })
  })

  it.each(traps('alsoPassing'))('$id passes for $name', ({ id, run }) => {
    expect(runCheck(check(id), run)).toEqual({ outcome: 'pass' })
  })

  it.each(cases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    (one) => {
      for (const run of one.notApplicable ?? [])
        expect(runCheck(check(one.check), run)).toMatchObject({
          outcome: 'not-applicable',
          why: expect.stringMatching(/\w{3}/),
        })
    },
  )
}
