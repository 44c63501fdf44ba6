import type { Check } from '../contract/check.ts'
import type { FindingRecord } from '../contract/state.ts'
import { changeIdOf } from '../model/fingerprint.ts'
import { type Decision, type DecisionContext, decide, nothing } from '../reconcile/decide.ts'
import { Batch } from './batch.ts'
import { deliverAndCommit } from './deliver-and-commit.ts'
import type { RunContext } from './run-context.ts'
import type { StreamProgress } from './stream-progress.ts'

const pageSize = 500

/** Closes findings of checks that the host switched off or the connector no longer has. */
export async function retireFindings(
  run: RunContext,
  wanted: readonly Check[],
  progress: StreamProgress,
): Promise<void> {
  const query = { integration: run.integration.id, checks: wanted.map(({ id }) => id), limit: pageSize }
  for (;;) {
    const records = await run.state.findings.ofOtherChecks(query)
    if (records.length === 0) return
    await write(run, records, (record) => decide(record, { outcome: 'retired' }, contextOf(run)), progress)
  }
}

/** Brings back findings whose acceptance has run out. */
export async function expireIgnores(run: RunContext, progress: StreamProgress): Promise<void> {
  for (;;) {
    const records = await run.state.findings.expiredIgnores(run.integration.id, run.startedAt.toISOString(), pageSize)
    if (records.length === 0) return
    await write(run, records, (record) => expire(record, contextOf(run)), progress)
  }
}

/** Takes the ignore off a finding, unless somebody has just decided otherwise. */
function expire(record: FindingRecord | undefined, context: DecisionContext): Decision {
  const until = record?.finding.ignore?.until
  if (record?.finding.state !== 'ignored' || until === undefined || until > context.at) return nothing
  const { ignore, ...finding } = record.finding
  const revision = finding.revision + 1
  const next = { ...finding, state: 'open' as const, revision }
  const id = changeIdOf(context, finding.fingerprint, revision, 'ignore-expired')
  const base = { id, type: 'ignore-expired' as const, at: context.at, runId: context.runId }
  const note = `The acceptance by ${ignore?.by ?? 'somebody'} ran out.`
  return {
    kind: 'write',
    record: { ...record, finding: next },
    change: { ...base, finding: next },
    history: { ...base, revision, note },
  }
}

async function write(
  run: RunContext,
  records: readonly FindingRecord[],
  decideOne: (record: FindingRecord | undefined) => Decision,
  progress: StreamProgress,
): Promise<void> {
  const batch = new Batch()
  for (const record of records) batch.add(record, decideOne)
  await deliverAndCommit(run, batch, {}, progress)
}

function contextOf(run: RunContext): DecisionContext {
  return {
    integration: run.integration.id,
    addedAt: run.integration.createdAt,
    connector: run.connector.id,
    tenant: run.tenant.id,
    runId: run.runId,
    at: run.startedAt.toISOString(),
  }
}
