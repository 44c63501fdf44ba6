import type { Finding } from '@opencasb/core'
import { assetLocation } from './asset-location.ts'
import { messageText } from './message-text.ts'
import type { SarifResult } from './sarif-log.ts'
import { sarifSeverity } from './sarif-severity.ts'

/** One finding as a result. */
export function findingResult(finding: Finding, ruleIndex: number, invocationIndex: number | undefined): SarifResult {
  const { asset, ignore, severity } = finding
  const { level, rank } = sarifSeverity[severity]
  // A viewer shows the message far from the asset: it has to name it.
  const message = finding.message.includes(asset.name) ? finding.message : `${asset.name}: ${finding.message}`
  return {
    ruleId: finding.check,
    ruleIndex,
    kind: 'fail',
    level,
    rank,
    message: { text: messageText(message) },
    locations: [assetLocation(finding)],
    fingerprints: { 'opencasb/v1': finding.fingerprint },
    // The one name that GitHub compares between uploads.
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    suppressions:
      finding.state === 'ignored' && ignore !== undefined
        ? [
            {
              kind: 'external',
              status: 'accepted',
              justification: messageText(ignore.reason),
              properties: { by: ignore.by, at: ignore.at, until: ignore.until },
            },
          ]
        : [],
    provenance: { firstDetectionTimeUtc: finding.firstSeen, ...(invocationIndex !== undefined && { invocationIndex }) },
    properties: {
      severity,
      severitySource: finding.severitySource,
      state: finding.state,
      category: finding.category,
      integration: finding.integration,
      tenant: finding.tenant,
      part: finding.part,
      lastSeen: finding.lastSeen,
      unknownSince: finding.unknownSince,
      checkVersion: finding.checkVersion,
      evidence: finding.evidence,
    },
  }
}
