import { expect, it } from 'vitest'
import { conditionalAccessChecks } from '../checks/conditional-access/conditional-access-checks.ts'
import { policyChecks } from '../checks/policies/policy-checks.ts'
import { m365Frameworks } from './frameworks.ts'

const checks = [...conditionalAccessChecks, ...policyChecks]

it('names each control once', () => {
  for (const { id, controls } of m365Frameworks) {
    expect(new Set(controls.map((control) => control.id)).size, id).toBe(controls.length)
  }
})

it('has every control that a check of policies answers, and none of them is manual', () => {
  for (const { id, frameworks } of checks) {
    for (const [framework, controls] of Object.entries(frameworks)) {
      const known = m365Frameworks.find((one) => one.id === framework)?.controls ?? []
      for (const control of controls) {
        const found = known.find((one) => one.id === control)
        expect(found, `${id}: ${framework} ${control}`).toBeDefined()
        expect(found?.manual, `${id}: ${framework} ${control}`).toBeUndefined()
      }
    }
  }
})
