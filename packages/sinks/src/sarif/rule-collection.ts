import type { CheckCoverage, Finding, Severity } from '@opencasb/core'
import { shortened } from './message-text.ts'
import type { SarifDescriptor, SarifToolComponent } from './sarif-log.ts'
import { sarifSeverity } from './sarif-severity.ts'

/** The most that GitHub takes for a description, a name and the tags of one rule; more makes it refuse the file. */
const longest = { description: 1024, name: 255, tags: 20 }

interface Rule {
  readonly id: string
  readonly title: string
  severity: Severity
  readonly frameworks: Readonly<Record<string, readonly string[]>>
  /** Known once there is a finding. */
  text?: { readonly category: string; readonly risk: string; readonly remediation: string }
}

interface Taxonomy {
  readonly index: number
  readonly controls: Map<string, number>
}

/**
 * The checks as SARIF rules, collected while results are written: as many as there are checks, however many findings.
 */
export class RuleCollection {
  readonly #rules = new Map<string, Rule>()
  readonly #indexes = new Map<string, number>()
  readonly #taxonomies = new Map<string, Taxonomy>()

  /** Adds a check that a scan says something about. */
  addCheck({ check, title, severity, frameworks }: CheckCoverage): void {
    if (!this.#rules.has(check)) this.#add({ id: check, title, severity, frameworks })
  }

  /** Where the check of a finding stands among the rules. */
  indexOf(finding: Finding): number {
    const { check: id, title, severity, frameworks, category, risk, remediation } = finding
    const rule = this.#rules.get(id) ?? this.#add({ id, title, severity, frameworks })
    rule.text ??= { category, risk, remediation }
    return this.#indexes.get(id) ?? 0
  }

  /** Where a check stands among the rules, if it is one of them. */
  find(check: string): number | undefined {
    return this.#indexes.get(check)
  }

  /** All rules, in the order of their indexes. */
  rules(): readonly SarifDescriptor[] {
    return [...this.#rules.values()].map((rule) => this.#descriptor(rule))
  }

  /** The benchmarks that the rules answer, in the order of their indexes. */
  taxonomies(): readonly SarifToolComponent[] {
    return [...this.#taxonomies].map(([name, { controls }]) => ({
      name,
      shortDescription: { text: `Controls of ${name}` },
      taxa: [...controls.keys()].map((id) => ({ id })),
    }))
  }

  #add(rule: Rule): Rule {
    this.#indexes.set(rule.id, this.#rules.size)
    this.#rules.set(rule.id, rule)
    for (const [name, controls] of Object.entries(rule.frameworks)) {
      const taxonomy = this.#taxonomies.get(name) ?? { index: this.#taxonomies.size, controls: new Map() }
      this.#taxonomies.set(name, taxonomy)
      for (const control of controls) {
        if (!taxonomy.controls.has(control)) taxonomy.controls.set(control, taxonomy.controls.size)
      }
    }
    return rule
  }

  #descriptor({ id, title, severity, frameworks, text }: Rule): SarifDescriptor {
    const controls = Object.entries(frameworks).flatMap(([name, ids]) => ids.map((control) => ({ name, control })))
    const { level, rank, securitySeverity } = sarifSeverity[severity]
    const risk = text?.risk ?? title
    const help = text === undefined ? title : `${text.risk}\n\nHow to fix it: ${text.remediation}`
    const tags = ['security', ...(text ? [text.category] : []), ...controls.map((c) => `${c.name}/${c.control}`)]
    return {
      id,
      name: shortened(pascalCase(id), longest.name),
      shortDescription: { text: shortened(title, longest.description) },
      fullDescription: { text: shortened(risk, longest.description) },
      help: { text: help },
      defaultConfiguration: { level, rank },
      relationships: controls.map(({ name, control }) => {
        const taxonomy = this.#taxonomies.get(name)
        return {
          target: {
            id: control,
            index: taxonomy?.controls.get(control) ?? 0,
            toolComponent: { name, index: taxonomy?.index ?? 0 },
          },
          kinds: ['relevant'],
        }
      }),
      properties: {
        tags: [...new Set(tags)].slice(0, longest.tags),
        precision: 'very-high',
        'security-severity': securitySeverity,
      },
    }
  }
}

/** `github/default-branch-review-required` becomes `DefaultBranchReviewRequired`. */
function pascalCase(id: string): string {
  const name = id.slice(id.indexOf('/') + 1)
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
