import type { PlannedResource } from '../plan/read-plan.ts'
import { CoverageRecorder } from './coverage-recorder.ts'
import type { Cause } from './gap-of-error.ts'
import type { RunContext } from './run-context.ts'
import type { StreamResult } from './run-stream.ts'
import { emptyProgress } from './stream-progress.ts'

/** What is known of a resource type as a whole, where there is no stream to tell: a gap for all of its checks. */
export function brokenResult(run: RunContext, planned: PlannedResource, cause: Cause): StreamResult {
  const recorder = new CoverageRecorder()
  const resource = planned.resource.name
  const checks = [...planned.checks, ...planned.children.flatMap((child) => child.checks)].map(({ check }) => check.id)
  const first = recorder.gap({ ...cause, resource, checks })
  if (first) run.emit('scan-gap', { ...first, integration: run.integration.id, runId: run.runId })
  const where = { resource, partition: '', partitionName: '', mode: 'full', complete: false } as const
  return {
    coverage: { ...where, items: 0, pages: 0, reason: cause.reason },
    recorder,
    progress: emptyProgress(),
    readAnew: false,
  }
}
