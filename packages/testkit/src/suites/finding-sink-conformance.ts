import type { TestRunner } from './rule.ts'
import { sinkRules } from './sink/sink-rules.ts'
import type { SinkSubject } from './sink/sink-subject.ts'

/** What {@link findingSinkConformance} takes. */
export interface FindingSinkConformance extends TestRunner {
  /** Makes a sink that delivers to an empty place. Called for each rule; the suite closes what it gets. */
  create(): SinkSubject | Promise<SinkSubject>
}

/**
 * Declares the tests that every sink must pass.
 * @example findingSinkConformance({ create: () => ({ sink: jsonlSink({ path }), received: () => readLines(path) }), describe, it })
 */
export function findingSinkConformance({ create, describe, it }: FindingSinkConformance): void {
  describe(sinkRules.name, () => {
    for (const rule of sinkRules.rules) {
      it(rule.title, async () => {
        const subject = await create()
        try {
          await rule.check(subject)
        } finally {
          await subject.sink.close?.()
        }
      })
    }
  })
}
