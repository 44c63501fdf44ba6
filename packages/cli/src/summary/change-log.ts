import type { FindingChange, FindingChangeType, Severity } from '@opencasb/core'

/** The changes of one kind that a scan made to the findings of one check. */
export interface ChangedCheck {
  readonly type: FindingChangeType
  readonly check: string
  readonly title: string
  readonly severity: Severity
  readonly count: number
  /** The name of the first asset. */
  readonly asset: string
}

/** Counts the changes of a scan while it runs; keeps one name of each kind, not the findings. */
export interface ChangeLog {
  add(change: FindingChange): void
  of(type: FindingChangeType): readonly ChangedCheck[]
}

/** Makes an empty log of changes. */
export function createChangeLog(): ChangeLog {
  const changed = new Map<string, ChangedCheck & { count: number }>()
  return {
    add({ type, finding }) {
      const key = `${type} ${finding.check}`
      const entry = changed.get(key)
      if (entry) {
        entry.count++
        return
      }
      const { check, title, severity, asset } = finding
      changed.set(key, { type, check, title, severity, count: 1, asset: asset.name })
    },
    of: (type) => [...changed.values()].filter((entry) => entry.type === type),
  }
}
