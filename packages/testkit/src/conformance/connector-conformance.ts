import { abortRules } from './abort-rules.ts'
import { changeRules } from './change-rules.ts'
import { checkRules } from './check-rules.ts'
import { configRules } from './config-rules.ts'
import type { ConformanceOptions } from './conformance-options.ts'
import { consumerRules } from './consumer-rules.ts'
import { crashRules } from './crash-rules.ts'
import { definitionRules } from './definition-rules.ts'
import { emptyRules } from './empty-rules.ts'
import { faultRules } from './fault-rules.ts'
import { importRules } from './import-rules.ts'
import { outputRules } from './output-rules.ts'
import { permissionRules } from './permission-rules.ts'
import { assertWaivers, type Rule, ruleTitle, runRule } from './rule.ts'
import { createSuite, type Suite } from './suite.ts'

const groups: readonly { readonly title: string; readonly rules: (suite: Suite) => readonly Rule[] }[] = [
  { title: '1. importing', rules: importRules },
  { title: '2. definition', rules: definitionRules },
  { title: '3. configuration', rules: configRules },
  { title: '4. permissions', rules: permissionRules },
  { title: '5. faults', rules: faultRules },
  { title: '6. aborting', rules: abortRules },
  { title: '7. slow consumers', rules: consumerRules },
  { title: '8. output', rules: outputRules },
  { title: '9. crashes', rules: crashRules },
  { title: '10. changes', rules: changeRules },
  { title: '11. checks', rules: checkRules },
  { title: '12. empty tenants', rules: emptyRules },
]

/**
 * Registers the tests that every connector must pass, one per rule. The connector is run by the real engine against
 * the simulator over HTTP on loopback; time that is waited passes at once.
 * @example
 * connectorConformance({ connector: acme(), simulator: acmeSimulator, describe, it })
 */
export function connectorConformance(options: ConformanceOptions): void {
  const { connector, describe, it, waivers = {} } = options
  const suite = createSuite(options)
  const all = groups.map(({ title, rules }) => ({ title, rules: rules(suite) }))
  describe(`conformance of ${connector.id}`, () => {
    for (const group of all) {
      if (group.rules.length === 0) continue
      describe(group.title, () => {
        for (const rule of group.rules) it(ruleTitle(rule), () => runRule(rule, waivers[rule.id]))
      })
    }
    it('waivers: each names a rule and gives a reason', async () => {
      assertWaivers(
        all.flatMap((group) => group.rules),
        waivers,
      )
    })
  })
}
