import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import {
  type CodeSecurityDefault,
  codeSecurityDefault,
  type SecurityFeatureName,
} from '../resources/code-security/code-security-default.ts'

/** One feature that new repositories should begin with. */
interface DefaultCheck extends Pick<CheckMetadata, 'id' | 'title' | 'severity' | 'risk' | 'frameworks'> {
  readonly feature: SecurityFeatureName
  /** As it stands in a configuration on GitHub's pages. */
  readonly label: string
}

const defaults: readonly DefaultCheck[] = [
  {
    id: 'github/new-repositories-dependency-graph',
    feature: 'dependency_graph',
    label: 'Dependency graph',
    severity: 'low',
    title: 'New repositories begin without dependency graph',
    risk: 'Without it GitHub does not know what code depends on, and cannot warn about it.',
  },
  {
    id: 'github/new-repositories-dependabot-alerts',
    feature: 'dependabot_alerts',
    label: 'Dependabot alerts',
    severity: 'medium',
    title: 'New repositories begin without Dependabot alerts',
    risk: 'Vulnerable dependencies of new projects go unnoticed until somebody remembers to switch alerts on.',
    frameworks: { 'cis-github': ['1.5.5'] },
  },
  {
    id: 'github/new-repositories-dependabot-updates',
    feature: 'dependabot_security_updates',
    label: 'Security updates',
    severity: 'low',
    title: 'New repositories begin without Dependabot security updates',
    risk: 'Known vulnerabilities stay open longer where nobody is offered the update.',
  },
  {
    id: 'github/new-repositories-secret-scanning',
    feature: 'secret_scanning',
    label: 'Secret scanning alerts',
    severity: 'medium',
    title: 'New repositories begin without secret scanning',
    risk: 'Credentials that are committed to new repositories stay unnoticed.',
    frameworks: { 'cis-github': ['1.5.1'] },
  },
  {
    id: 'github/new-repositories-push-protection',
    feature: 'secret_scanning_push_protection',
    label: 'Push protection',
    severity: 'medium',
    title: 'New repositories begin without push protection',
    risk: 'Credentials get into the history of new repositories, where removing them no longer makes them secret.',
    frameworks: { 'cis-github': ['1.5.1'] },
  },
  {
    id: 'github/new-repositories-code-scanning',
    feature: 'code_scanning_default_setup',
    label: 'Code scanning default setup',
    severity: 'low',
    title: 'New repositories begin without code scanning',
    risk: 'Mistakes that a machine could find reach production.',
  },
  {
    id: 'github/new-repositories-private-reporting',
    feature: 'private_vulnerability_reporting',
    label: 'Private vulnerability reporting',
    severity: 'low',
    title: 'New repositories begin without private vulnerability reporting',
    risk: 'People who find a vulnerability have no place to tell it but in public.',
  },
]

/** Checks of what new repositories begin with. */
export const codeSecurityDefaultChecks: readonly Check[] = defaults.map(({ feature, label, ...metadata }) =>
  defineCheck({
    version: 1,
    category: 'misconfiguration',
    remediation: `In the settings of the organisation, open "Advanced Security", "Configurations", set "${label}" to "Enabled" in a configuration, and make it the default for all new repositories.`,
    see: 'https://docs.github.com/en/code-security/securing-your-organization/enabling-security-features-in-your-organization/creating-a-custom-security-configuration',
    ...metadata,
    on: codeSecurityDefault,
    evaluate: ({ resource }) => {
      const open = uncovered(resource, feature)
      if (open.length === 0) return pass()
      return fail(`New ${open.join(' and ')} repositories of ${resource.login} begin without ${label.toLowerCase()}`, {
        evidence: {
          feature,
          defaults: resource.configurations.map(({ name, appliesTo, features }) => ({
            name,
            appliesTo,
            value: features[feature] ?? 'not_set',
          })),
        },
      })
    },
  }),
)

/** Kinds of new repositories that begin without a feature. Private reporting is for public repositories only. */
function uncovered({ configurations }: CodeSecurityDefault, feature: SecurityFeatureName): string[] {
  const kinds = feature === 'private_vulnerability_reporting' ? ['public'] : ['public', 'private']
  return kinds.filter(
    (kind) =>
      !configurations.some(
        ({ appliesTo, features }) =>
          features[feature] === 'enabled' &&
          (appliesTo === 'all' || appliesTo === (kind === 'public' ? 'public' : 'private_and_internal')),
      ),
  )
}
