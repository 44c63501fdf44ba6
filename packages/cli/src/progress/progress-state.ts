import type { ScanProgress, ScanStart } from '@opencasb/core'

/** How far one resource type has come, all partitions together. */
export interface ProgressStage {
  readonly resource: string
  readonly items: number
  /** Absent while one of its partitions has not told. */
  readonly total?: number
  readonly status: 'waiting' | 'reading' | 'done'
}

/** How far a scan has come. */
export interface ProgressState {
  readonly stages: readonly ProgressStage[]
  readonly requests: number
  /** Opened or reopened by this scan: those that were open before are not among them. */
  readonly findings: number
}

interface PartitionProgress {
  readonly items: number
  readonly total: number | undefined
  readonly done: boolean
}

/** Adds up what a scan tells of itself. */
export interface ProgressTracker {
  start(event: ScanStart): void
  progress(event: ScanProgress): void
  /** The scan is over: nothing waits any more. */
  end(): void
  state(): ProgressState
}

/** Makes a tracker of one scan. */
export function createProgressTracker(): ProgressTracker {
  const stages = new Map<string, Map<string, PartitionProgress>>()
  let requests = 0
  let findings = 0
  let over = false
  const partitionsOf = (resource: string): Map<string, PartitionProgress> => {
    const known = stages.get(resource) ?? new Map<string, PartitionProgress>()
    stages.set(resource, known)
    return known
  }
  return {
    start(event) {
      for (const resource of event.resources) partitionsOf(resource)
    },
    progress(event) {
      partitionsOf(event.resource).set(event.partition, { items: event.items, total: event.total, done: event.done })
      requests = Math.max(requests, event.requests)
      findings = Math.max(findings, event.findings)
    },
    end() {
      over = true
    },
    state: () => ({
      stages: [...stages].map(([resource, partitions]) => stageOf(resource, [...partitions.values()], over)),
      requests,
      findings,
    }),
  }
}

function stageOf(resource: string, partitions: readonly PartitionProgress[], over: boolean): ProgressStage {
  const items = partitions.reduce((sum, partition) => sum + partition.items, 0)
  const known = partitions.length > 0 && partitions.every((partition) => partition.total !== undefined)
  const total = partitions.reduce((sum, partition) => sum + (partition.total ?? 0), 0)
  const done = over || (partitions.length > 0 && partitions.every((partition) => partition.done))
  return {
    resource,
    items,
    ...(known && { total: Math.max(total, items) }),
    status: done ? 'done' : partitions.length > 0 ? 'reading' : 'waiting',
  }
}
