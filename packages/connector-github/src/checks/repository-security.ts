import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import {
  repositorySecurity,
  type SecurityFeatures,
  securityFeatures,
} from '../resources/repository/repository-security.ts'

/** One security feature that repositories should have. */
interface FeatureCheck extends Pick<CheckMetadata, 'id' | 'title' | 'severity' | 'risk' | 'frameworks'> {
  readonly feature: keyof SecurityFeatures
  /** As it stands on GitHub's pages. */
  readonly label: string
}

const features: readonly FeatureCheck[] = [
  {
    id: 'github/secret-scanning-on',
    feature: 'secretScanning',
    label: 'Secret scanning',
    severity: 'medium',
    title: 'Secret scanning is off',
    risk: 'Credentials in the code stay unnoticed by those who could withdraw them.',
    frameworks: { 'cis-github': ['1.5.1'] },
  },
  {
    id: 'github/push-protection-on',
    feature: 'pushProtection',
    label: 'Push protection',
    severity: 'medium',
    title: 'Push protection is off',
    risk: 'Credentials get into the history, where removing them no longer makes them secret.',
    frameworks: { 'cis-github': ['1.5.1'] },
  },
  {
    id: 'github/dependabot-updates-on',
    feature: 'dependabotUpdates',
    label: 'Dependabot security updates',
    severity: 'low',
    title: 'Dependabot security updates are off',
    risk: 'Known vulnerabilities in dependencies stay open longer where nobody is offered the update.',
  },
]

/** Checks of the security features of repositories. */
export const repositorySecurityChecks: readonly Check[] = features.map(({ feature, label, ...metadata }) =>
  defineCheck({
    version: 1,
    category: 'misconfiguration',
    remediation: `Open "Settings" of the repository, "Advanced Security", and enable "${label}"; a code security configuration of the organisation does it for many repositories at once.`,
    see: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-security-and-analysis-settings-for-your-repository',
    ...metadata,
    on: repositorySecurity,
    with: { features: securityFeatures },
    evaluate: ({ resource, features: values }) => {
      if (resource.archived) return notApplicable('The repository is archived: nobody can change it')
      const on = values[feature]
      if (on === undefined) return notApplicable('The plan does not have it for this repository')
      return on
        ? pass()
        : fail(`${label} is off in ${resource.fullName}`, {
            evidence: { [feature]: false, visibility: resource.visibility },
          })
    },
  }),
)
