import { moment, momentOrNull } from '../../http/links.ts'
import type { CodeScanningAlert } from '../../world/code-scanning-alert.ts'
import type { DependabotAlert } from '../../world/dependabot-alert.ts'
import type { Repository } from '../../world/repository.ts'
import type { SecretScanningAlert } from '../../world/secret-scanning-alert.ts'
import { simpleUser } from './account.ts'
import { type RepositoryView, simpleRepository } from './repository.ts'

const day = 86_400_000

interface AlertAddress {
  readonly url: string
  readonly html_url: string
}

function address(
  repository: Repository,
  view: RepositoryView,
  kind: string,
  page: string,
  number: number,
): AlertAddress {
  const path = `${view.place.organization.login}/${repository.name}`
  return {
    url: `${view.links.api}/repos/${path}/${kind}/alerts/${number}`,
    html_url: `${view.links.html}/${path}/security/${page}/${number}`,
  }
}

function place(repository: Repository, view: RepositoryView, include: boolean): Record<string, unknown> {
  return include ? { repository: JSON.parse(simpleRepository(repository, view)) as unknown } : {}
}

/** A Dependabot alert; in lists of an organisation with its repository. */
export function dependabotAlert(
  alert: DependabotAlert,
  repository: Repository,
  view: RepositoryView,
  ofOrganization: boolean,
): Record<string, unknown> {
  const dismissed = alert.state === 'dismissed'
  const vulnerability = {
    package: { ecosystem: alert.ecosystem, name: alert.packageName },
    severity: alert.severity,
    vulnerable_version_range: '< 2.4.1',
    first_patched_version: alert.patched === undefined ? null : { identifier: alert.patched },
  }
  const score = { low: 3.1, medium: 5.5, high: 7.5, critical: 9.8 }[alert.severity]
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N'
  return {
    number: alert.number,
    state: alert.state,
    dependency: {
      package: vulnerability.package,
      manifest_path: 'package-lock.json',
      scope: alert.scope,
      relationship: 'direct',
    },
    security_advisory: {
      ghsa_id: alert.ghsaId,
      cve_id: alert.cveId,
      summary: `${alert.packageName} lets through what it should stop`,
      description: `A made-up weakness of ${alert.packageName}.`,
      vulnerabilities: [vulnerability],
      severity: alert.severity,
      cvss: { vector_string: vector, score },
      cvss_severities: { cvss_v3: { vector_string: vector, score }, cvss_v4: null },
      cwes: [{ cwe_id: 'CWE-20', name: 'Improper Input Validation' }],
      identifiers: [
        { type: 'GHSA', value: alert.ghsaId },
        { type: 'CVE', value: alert.cveId },
      ],
      references: [{ url: `https://advisories.example.com/${alert.ghsaId}` }],
      published_at: moment(alert.createdAt - 5 * day),
      updated_at: moment(alert.createdAt),
      withdrawn_at: null,
    },
    security_vulnerability: vulnerability,
    ...address(repository, view, 'dependabot', 'dependabot', alert.number),
    created_at: moment(alert.createdAt),
    updated_at: moment(alert.createdAt + day),
    dismissed_at: dismissed ? moment(alert.createdAt + day) : null,
    dismissed_by: dismissed ? simpleUser(view.place.organization.owner(), view.links) : null,
    dismissed_reason: dismissed ? 'tolerable_risk' : null,
    dismissed_comment: null,
    fixed_at: alert.state === 'fixed' ? moment(alert.createdAt + day) : null,
    auto_dismissed_at: alert.state === 'auto_dismissed' ? moment(alert.createdAt + day) : null,
    ...place(repository, view, ofOrganization),
  }
}

/** A code scanning alert; in lists of an organisation with its repository. */
export function codeScanningAlert(
  alert: CodeScanningAlert,
  repository: Repository,
  view: RepositoryView,
  ofOrganization: boolean,
): Record<string, unknown> {
  const dismissed = alert.state === 'dismissed'
  const addresses = address(repository, view, 'code-scanning', 'code-scanning', alert.number)
  return {
    number: alert.number,
    created_at: moment(alert.createdAt),
    updated_at: moment(alert.createdAt + day),
    ...addresses,
    state: alert.state,
    fixed_at: alert.state === 'fixed' ? moment(alert.createdAt + day) : null,
    dismissed_by: dismissed ? simpleUser(view.place.organization.owner(), view.links) : null,
    dismissed_at: dismissed ? moment(alert.createdAt + day) : null,
    dismissed_reason: dismissed ? 'false positive' : null,
    dismissed_comment: null,
    rule: {
      id: alert.ruleId,
      severity: alert.severity === 'low' ? 'note' : 'error',
      security_severity_level: alert.severity,
      tags: ['security'],
      description: 'Untrusted data reaches a place that trusts it',
      name: alert.ruleId,
    },
    tool: { name: 'CodeQL', guid: null, version: '2.20.0' },
    most_recent_instance: {
      ref: `refs/heads/${repository.defaultBranch}`,
      analysis_key: 'dynamic/github-code-scanning/codeql:analyze',
      category: '/language:javascript-typescript',
      environment: '{}',
      state: alert.state === 'dismissed' ? 'open' : alert.state,
      commit_sha: '39406e42cb832f683daa691dd652a8dc36ee8930',
      message: { text: 'This depends on a value from outside.' },
      location: { path: alert.path, start_line: 7, end_line: 7, start_column: 3, end_column: 18 },
      classifications: [],
    },
    instances_url: `${addresses.url}/instances`,
    ...place(repository, view, ofOrganization),
  }
}

const secretNames = {
  github_personal_access_token: 'GitHub Personal Access Token',
  aws_access_key_id: 'Amazon AWS Access Key ID',
  slack_incoming_webhook_url: 'Slack Incoming Webhook URL',
} as const

/** A secret scanning alert; in lists of an organisation with its repository. The secret itself is in it unless hidden. */
export function secretScanningAlert(
  alert: SecretScanningAlert,
  repository: Repository,
  view: RepositoryView,
  options: { readonly ofOrganization: boolean; readonly hideSecret: boolean },
): Record<string, unknown> {
  const resolved = alert.state === 'resolved'
  const addresses = address(repository, view, 'secret-scanning', 'secret-scanning', alert.number)
  const owner = simpleUser(view.place.organization.owner(), view.links)
  const bypassed = alert.pushProtectionBypassed
  return {
    number: alert.number,
    created_at: moment(alert.createdAt),
    updated_at: momentOrNull(resolved ? alert.createdAt + day : undefined),
    ...addresses,
    locations_url: `${addresses.url}/locations`,
    state: alert.state,
    resolution: resolved ? 'revoked' : null,
    resolved_at: momentOrNull(resolved ? alert.createdAt + day : undefined),
    resolved_by: resolved ? owner : null,
    resolution_comment: null,
    secret_type: alert.type,
    secret_type_display_name: secretNames[alert.type],
    ...(options.hideSecret ? {} : { secret: alert.secret }),
    validity: alert.validity,
    publicly_leaked: alert.publiclyLeaked,
    multi_repo: false,
    push_protection_bypassed: bypassed,
    push_protection_bypassed_by: bypassed ? owner : null,
    push_protection_bypassed_at: momentOrNull(bypassed ? alert.createdAt : undefined),
    ...place(repository, view, options.ofOrganization),
  }
}
