import type { Writable } from 'node:stream'
import type { Finding, FindingChangeType, FindingState } from '@opencasb/core'
import { type OcsfFinding, toOcsf, writeOcsf } from '@opencasb/sinks'
import type { Results } from './write-results.ts'

/** The change that a finding stands at, where its history does not tell. */
const changes: Readonly<Record<FindingState, FindingChangeType>> = {
  open: 'opened',
  acknowledged: 'acknowledged',
  ignored: 'ignored',
  reopened: 'reopened',
  resolved: 'resolved',
}

/**
 * Writes findings as events of OCSF, one per line: each is the last change of a finding, with the id that the OCSF sink gave
 * it when it happened, so that a collector which has both tells a repetition.
 * @throws SinkError where the output does not take it
 */
export function writeFindingsAsOcsf(
  results: Pick<Results, 'findings' | 'history'>,
  output: string | Writable,
  product: { readonly name: string; readonly version: string },
): Promise<void> {
  async function* events(): AsyncGenerator<OcsfFinding> {
    for await (const finding of results.findings()) {
      const history = await results.history(finding)
      yield toOcsf({ ...lastChange(finding, history), finding }, { product })
    }
  }
  return writeOcsf(events(), output)
}

function lastChange(
  finding: Finding,
  history: Awaited<ReturnType<Results['history']>>,
): { readonly id: string; readonly type: FindingChangeType; readonly at: string; readonly runId?: string } {
  const last = history.find(({ revision }) => revision === finding.revision)
  if (last) return { id: last.id, type: last.type, at: last.at, ...(last.runId !== undefined && { runId: last.runId }) }
  const { integration, fingerprint, revision, state, lastSeen } = finding
  return { id: `${integration}:${fingerprint}:${revision}`, type: changes[state], at: lastSeen }
}
