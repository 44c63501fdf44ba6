import { moment } from '../../http/links.ts'
import type { DependabotAlert } from '../../world/dependabot-alert.ts'
import { nodeId } from '../../world/node-id.ts'
import type { RepositoryNode } from './repository-node.ts'

const day = 86_400_000
const ecosystems = { npm: 'NPM', pip: 'PIP', maven: 'MAVEN', go: 'GO' } as const

/** A Dependabot alert. */
export function vulnerabilityAlertNode(alert: DependabotAlert, repository: RepositoryNode): object {
  const severity = alert.severity === 'medium' ? 'MODERATE' : alert.severity.toUpperCase()
  const ended = (state: DependabotAlert['state']): string | null =>
    alert.state === state ? moment(alert.createdAt + day) : null
  return {
    __typename: 'RepositoryVulnerabilityAlert',
    id: nodeId('alert', `${repository.databaseId}-${alert.number}`),
    number: alert.number,
    state: alert.state.toUpperCase(),
    createdAt: moment(alert.createdAt),
    fixedAt: ended('fixed'),
    dismissedAt: ended('dismissed'),
    autoDismissedAt: ended('auto_dismissed'),
    dismissReason: alert.state === 'dismissed' ? 'tolerable_risk' : null,
    dependencyScope: alert.scope.toUpperCase(),
    vulnerableManifestFilename: 'package-lock.json',
    vulnerableManifestPath: 'package-lock.json',
    vulnerableRequirements: '= 2.4.0',
    repository,
    securityAdvisory: {
      id: nodeId('advisory', alert.ghsaId),
      ghsaId: alert.ghsaId,
      summary: `${alert.packageName} lets through what it should stop`,
      severity,
      publishedAt: moment(alert.createdAt - 5 * day),
      updatedAt: moment(alert.createdAt),
      permalink: `https://advisories.example.com/${alert.ghsaId}`,
    },
    securityVulnerability: {
      severity,
      vulnerableVersionRange: '< 2.4.1',
      updatedAt: moment(alert.createdAt),
      package: { ecosystem: ecosystems[alert.ecosystem], name: alert.packageName },
      firstPatchedVersion: alert.patched === undefined ? null : { identifier: alert.patched },
    },
  }
}
