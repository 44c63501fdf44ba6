import type { CheckpointStore, RunRecord } from '../contract/state.ts'
import type { IntegrationData, MemoryData } from './memory-data.ts'

/** Checkpoints, watermarks and runs in memory. */
export function memoryCheckpoints(data: MemoryData): CheckpointStore {
  const of = (integration: string) => data.integrations.get(integration)

  return {
    async load(integration) {
      return [...(of(integration)?.checkpoints.values() ?? [])].map(({ checkpoint, progress }) => ({
        ...checkpoint,
        progress: JSON.parse(progress),
      }))
    },
    async watermarks(integration) {
      return [...(of(integration)?.watermarks.values() ?? [])]
    },
    async lastRun(integration) {
      return newestFirst(of(integration))[0]
    },
    async lastReport(integration) {
      return newestFirst(of(integration)).find((run) => run.report)?.report
    },
  }
}

/** Newest is what was begun last, whatever the wall clock did meanwhile. */
function newestFirst(data: IntegrationData | undefined): RunRecord[] {
  return [...(data?.runs.values() ?? [])].reverse()
}
