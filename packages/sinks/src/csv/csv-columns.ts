import type { Finding } from '@opencasb/core'
import { jsonText } from '../text/json-text.ts'

type Cell = string | number | undefined

/** The columns in their order. Later versions add columns at the end and change none. */
export const csvColumns: readonly (readonly [name: string, read: (finding: Finding) => Cell])[] = [
  ['fingerprint', (finding) => finding.fingerprint],
  ['severity', (finding) => finding.severity],
  ['state', (finding) => finding.state],
  ['check', (finding) => finding.check],
  ['title', (finding) => finding.title],
  ['asset_kind', (finding) => finding.asset.kind],
  ['asset_name', (finding) => finding.asset.name],
  ['message', (finding) => finding.message],
  ['asset_id', (finding) => finding.asset.id],
  ['asset_url', (finding) => finding.asset.url],
  ['asset_owner', (finding) => finding.asset.owner],
  ['asset_status', (finding) => finding.asset.status],
  ['part', (finding) => finding.part],
  ['connector', (finding) => finding.connector],
  ['integration', (finding) => finding.integration],
  ['tenant', (finding) => finding.tenant],
  ['category', (finding) => finding.category],
  ['first_seen', (finding) => finding.firstSeen],
  ['last_seen', (finding) => finding.lastSeen],
  ['unknown_since', (finding) => finding.unknownSince],
  ['resolved_at', (finding) => finding.resolvedAt],
  ['resolution', (finding) => finding.resolution],
  ['ignore_reason', (finding) => finding.ignore?.reason],
  ['ignore_by', (finding) => finding.ignore?.by],
  ['ignore_until', (finding) => finding.ignore?.until],
  ['frameworks', (finding) => frameworkList(finding)],
  ['risk', (finding) => finding.risk],
  ['remediation', (finding) => finding.remediation],
  ['evidence', (finding) => jsonText(finding.evidence)],
  ['severity_source', (finding) => finding.severitySource],
  ['check_version', (finding) => finding.checkVersion],
  ['revision', (finding) => finding.revision],
]

/** `cis-github 1.1.3 | cis-github 1.1.4` */
function frameworkList({ frameworks }: Finding): string {
  return Object.entries(frameworks)
    .flatMap(([framework, controls]) => controls.map((control) => `${framework} ${control}`))
    .join(' | ')
}
