import type { SeveritySource } from '../model/finding.ts'
import type { Severity } from '../model/severity.ts'

/** The severities that different parties gave a finding. */
export interface SeverityVotes {
  readonly check: Severity
  readonly verdict?: Severity | undefined
  readonly policy?: Severity | undefined
  readonly host?: Severity | undefined
}

/** The severity that counts, and who set it: the host's word on the finding, then its policy, the verdict, the check. */
export function severityOf(votes: SeverityVotes): { severity: Severity; severitySource: SeveritySource } {
  if (votes.host) return { severity: votes.host, severitySource: 'host' }
  if (votes.policy) return { severity: votes.policy, severitySource: 'policy' }
  if (votes.verdict && votes.verdict !== votes.check) return { severity: votes.verdict, severitySource: 'verdict' }
  return { severity: votes.check, severitySource: 'check' }
}
