import { CoverageRecorder } from './coverage-recorder.ts'
import type { StreamResult } from './run-stream.ts'
import { addProgress, emptyProgress } from './stream-progress.ts'

/** Empty, and never written to: one for all, since there may be as many partitions as accounts. */
const nothing = new CoverageRecorder()

/**
 * Keeps how a stream ended. What streams that were read to their end have counted is added up, so that a resource type with very many
 * partitions costs little more memory than one with few.
 */
export function keepResult(results: StreamResult[], result: StreamResult): void {
  const first = results.find(({ coverage }) => coverage.complete)
  if (!first || !result.coverage.complete) {
    results.push(result)
    return
  }
  first.recorder.merge(result.recorder)
  addProgress(first.progress, result.progress)
  results.push({ ...result, recorder: nothing, progress: emptyProgress() })
}
