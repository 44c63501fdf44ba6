import { counted } from '@opencasb/connector-kit'
import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineAggregateCheck } from '@opencasb/core/connector'
import { codeScanningAlert } from '../resources/alert/code-scanning-alert.ts'
import { dependabotAlert } from '../resources/alert/dependabot-alert.ts'
import { secretScanningAlert } from '../resources/alert/secret-scanning-alert.ts'
import { type AlertTallies, tallyAlert, verdictPerRepository } from './alerts-per-repository.ts'

/** GitHub's grades of a vulnerability, and how urgent a repository that has some is. */
const grades: readonly {
  readonly grade: string
  readonly label: string
  readonly severity: CheckMetadata['severity']
}[] = [
  // A vulnerable dependency is not an open door yet: whether it can be reached is for the team to see this week.
  { grade: 'critical', label: 'critical', severity: 'high' },
  { grade: 'high', label: 'high', severity: 'medium' },
  { grade: 'medium', label: 'moderate', severity: 'low' },
  { grade: 'low', label: 'low', severity: 'low' },
]

/** No dependency has a known vulnerability; one check per grade. */
export const dependabotAlertChecks: readonly Check[] = grades.map(({ grade, label, severity }) =>
  defineAggregateCheck({
    id: `github/dependabot-alerts-${label}`,
    version: 1,
    title: `Dependencies with vulnerabilities graded ${label}`,
    severity,
    category: 'vulnerability',
    risk: 'Attackers know the vulnerability, and look for software that still has it.',
    remediation:
      'Open "Security", "Dependabot" of the repository, and update the dependencies, or dismiss alerts that do not apply, with the reason.',
    frameworks: { 'cis-github': ['1.5.5', '3.2.2'] },
    see: 'https://docs.github.com/en/code-security/dependabot/dependabot-alerts/viewing-and-updating-dependabot-alerts',
    on: dependabotAlert,
    init: (): AlertTallies => ({}),
    add: (tallies, { resource }) =>
      tallyAlert(
        tallies,
        resource,
        resource.severity === grade ? `${resource.package} (${resource.advisory})` : undefined,
      ),
    done: (tallies) =>
      verdictPerRepository(tallies, ({ count, repository }) => ({
        message: `${repository.fullName} has ${counted(count, 'open Dependabot alert')} graded ${label}`,
      })),
  }),
)

/** Code scanning found nothing serious. */
export const codeScanningAlerts: Check = defineAggregateCheck({
  id: 'github/code-scanning-alerts',
  version: 1,
  title: 'Serious code scanning alerts are open',
  severity: 'medium',
  category: 'vulnerability',
  risk: 'The code has weaknesses of a kind that attackers use.',
  remediation:
    'Open "Security", "Code scanning" of the repository, and fix the alerts, or dismiss those that do not apply, with the reason.',
  see: 'https://docs.github.com/en/code-security/code-scanning/managing-code-scanning-alerts',
  on: codeScanningAlert,
  init: (): AlertTallies => ({}),
  add: (tallies, { resource }) => {
    const serious = resource.severity === 'critical' || resource.severity === 'high'
    return tallyAlert(tallies, resource, serious ? resource.rule : undefined, resource.severity === 'critical')
  },
  done: (tallies) =>
    verdictPerRepository(tallies, ({ count, repository, urgent }) => ({
      message: `${repository.fullName} has ${counted(count, 'open code scanning alert')} graded high or critical`,
      ...(urgent && { options: { severity: 'high' } }),
    })),
})

/** No credential lies in the code. */
export const secretScanningAlerts: Check = defineAggregateCheck({
  id: 'github/secret-scanning-alerts',
  version: 1,
  title: 'Credentials in the code',
  severity: 'high',
  category: 'data-exposure',
  risk: 'Everybody who can read the repository, a copy or a backup of it can use the credential.',
  remediation:
    'Open "Security", "Secret scanning" of the repository, withdraw each credential where it was issued, replace it, then close the alert as revoked. Taking it out of the code is not enough.',
  frameworks: { 'cis-github': ['1.5.1'] },
  see: 'https://docs.github.com/en/code-security/secret-scanning/managing-alerts-from-secret-scanning',
  on: secretScanningAlert,
  init: (): AlertTallies => ({}),
  add: (tallies, { resource }) => {
    // Where GitHub tried a credential and it no longer works, the leak is over.
    const dead = resource.validity === 'inactive'
    const urgent = !dead && (resource.validity === 'active' || resource.publiclyLeaked)
    return tallyAlert(tallies, resource, dead ? undefined : resource.type, urgent)
  },
  done: (tallies) =>
    verdictPerRepository(tallies, ({ count, repository, urgent }) => ({
      message: `${repository.fullName} holds ${counted(count, 'credential')}${urgent ? urgentWords(count) : ''}`,
      // It works now, or everybody has it.
      ...(urgent && { options: { severity: 'critical' } }),
    })),
})

function urgentWords(count: number): string {
  return count === 1 ? ' that works or is public' : ', some of which work or are public'
}
