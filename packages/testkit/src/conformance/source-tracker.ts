import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestSource } from '../faults/request-source.ts'

/** Knows for which part of a scan the present code runs, so that requests can be told apart. */
export interface SourceTracker {
  run<T>(source: RequestSource, work: () => T): T
  /** Signing in and renewing tokens happens outside of all streams. */
  current(): RequestSource
}

/** Makes a tracker. */
export function createSourceTracker(): SourceTracker {
  const storage = new AsyncLocalStorage<RequestSource>()
  return {
    run: (source, work) => storage.run(source, work),
    current: () => storage.getStore() ?? { kind: 'session' },
  }
}
