import { OpenCasbError } from '@opencasb/core'
import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import type { PolicyCase } from '../../../tests/cases/policy-case.ts'
import { policyCases } from '../../../tests/cases/policy-cases.ts'
import { aSetting } from '../../../tests/cases/policy-setting.ts'
import type { EffectiveSetting } from '../../resources/policy/effective-setting.ts'
import { knownSettings } from '../../resources/policy/known-settings.ts'
import { policyChecks } from './policy-checks.ts'

/** `unknown` where the check throws what the engine takes for a gap. */
function outcomeOf(id: string, resource: EffectiveSetting, params: PolicyCase['params']): string {
  const check = policyChecks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  try {
    return runCheck(check, { resource, ...(params && { params }) }).outcome
  } catch (error) {
    if (OpenCasbError.is(error)) return `unknown (${error.code})`
    throw error
  }
}

const traps = policyCases.flatMap((one) => (one.traps ?? []).map((trap) => ({ ...one, ...trap })))
const fields = policyCases.flatMap((one) =>
  (one.fields ?? Object.keys(one.failing)).map((field) => ({ ...one, field })),
)
const texts = fields.filter(({ failing, field }) => typeof failing[field] === 'string')

describe('the checks of settings', () => {
  it('have a case each, and the cases a check', () => {
    const cases = new Set(policyCases.map(({ check }) => check))
    expect([...cases].sort()).toEqual(policyChecks.map(({ id }) => id).sort())
  })

  it('have ids of their own', () => {
    expect(new Set(policyChecks.map(({ id }) => id)).size).toBe(policyChecks.length)
  })

  it.each(policyCases)('$check fails where it should', ({ check, type, failing, related = {}, params }) => {
    expect(outcomeOf(check, aSetting(type, failing, { related }), params)).toBe('fail')
  })

  it.each(policyCases)('$check passes where it should', ({ check, type, passing, related = {}, params }) => {
    expect(outcomeOf(check, aSetting(type, passing, { related }), params)).toBe('pass')
  })

  it.each(traps)('$check: $why', ({ check, type, value, related = {}, params, outcome }) => {
    expect(outcomeOf(check, aSetting(type, value, { related }), params)).toMatch(outcome)
  })

  it.each(fields)('$check cannot tell without $field', ({ check, type, failing, related = {}, params, field }) => {
    const { [field]: _, ...rest } = failing
    expect(outcomeOf(check, aSetting(type, rest, { related }), params)).toBe('unknown (unexpected-answer)')
  })

  it.each(fields)('$check cannot tell where $field is oddly typed', ({ check, type, failing, related = {}, field }) => {
    const odd = { ...failing, [field]: { nested: 1 } }
    expect(outcomeOf(check, aSetting(type, odd, { related }), undefined)).toBe('unknown (unexpected-answer)')
  })

  it.each(texts)(
    '$check takes no new value of $field for a verdict',
    ({ check, type, failing, related = {}, field }) => {
      const changed = { ...failing, [field]: 'SOMETHING_NEW' }
      expect(outcomeOf(check, aSetting(type, changed, { related }), undefined)).toBe('unknown (unexpected-answer)')
    },
  )

  it.each(policyCases)('$check says that a setting is missing, not that it is right', (one) => {
    const { check, type, related = {}, params } = one
    expect(outcomeOf(check, aSetting(type, undefined, { related }), params)).toBe('unknown (feature-unavailable)')
  })

  it.each(policyCases)('$check cannot tell where a policy could not be read', (one) => {
    const { check, type, failing, related = {}, params } = one
    const broken = aSetting(type, failing, { related, problem: 'a policy holds no object' })
    expect(outcomeOf(check, broken, params)).toBe('unknown (unexpected-answer)')
  })

  it.each(policyCases)('$check leaves out what is switched off', ({ check, type, failing, related = {} }) => {
    const off = aSetting(type, failing, { related, switchedOffBy: 'gmail.service_status' })
    expect(outcomeOf(check, off, undefined)).toBe('not-applicable')
  })

  it('say where it is, and which policy made it so', () => {
    const check = policyChecks.find(({ id }) => id === 'google/gmail-imap-off')
    const resource = aSetting('gmail.imap_access', { enableImapAccess: true, imapAccessRestriction: 'NONE' })
    expect(check && runCheck(check, { resource })).toEqual({
      outcome: 'fail',
      message: 'IMAP access is on in /Sales',
      evidence: { setting: 'gmail.imap_access', enableImapAccess: true, origin: 'own', policy: 'policies/1' },
    })
  })

  it('offer the profiles where baselines contradict each other', () => {
    for (const id of ['user-recovery-as-intended', 'internal-apps-trust', 'shared-drive-non-members']) {
      const check = policyChecks.find((one) => one.id === `google/${id}`)
      expect(Object.keys(check?.profiles ?? {})).toEqual(['scuba', 'cis'])
    }
  })

  it('judge the values that Google documents for settings that nobody changed', () => {
    const undecided = knownSettings
      .filter(({ defaults, onlyRelated }) => defaults && !onlyRelated)
      .flatMap(({ type, defaults }) => {
        const related = Object.fromEntries(
          knownSettings.map((other) => [other.type, other.defaults] as const).filter(([, value]) => value),
        )
        const checks = policyChecks.filter(({ on }) => on.name === `google.setting.${type}`)
        return checks
          .map(({ id }) => `${id}: ${outcomeOf(id, aSetting(type, defaults, { related }), undefined)}`)
          .filter((outcome) => outcome.includes('unknown'))
      })
    // Google documents defaults of two of their fields only.
    const partly = /^google\/gmail-(shortened-links|linked-images|.*spoof|unauthenticated-mail|employee-name)/
    expect(undecided.filter((line) => !partly.test(line))).toEqual([])
  })
})
