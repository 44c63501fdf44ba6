import assert from 'node:assert/strict'
import { supportedChecks } from './dependencies.ts'
import { checksWith } from './end-state.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'

/** Group 12: a tenant with nothing in it. */
export function emptyRules(suite: Suite): readonly Rule[] {
  return suite.authKinds.map((authKind) => ({
    id: `empty/complete/${authKind}`,
    title: `an empty tenant scans without a gap with ${authKind}`,
    run: () =>
      suite.inWorld({ world: 'empty' }, (running) =>
        suite.withBed(running, { authKind }, async (bed) => {
          const report = await bed.scan()
          const gaps = report.gaps.filter((gap) => gap.reason !== 'auth-kind-unsupported')
          assert.deepEqual(gaps, [], report.error?.message)
          assert.ok(['complete', 'incomplete'].includes(report.status), report.status)
          const incomplete = report.streams.filter((stream) => !stream.complete)
          assert.deepEqual(incomplete, [], 'every stream is read to its end')
          const supported = supportedChecks(suite.connector, authKind).map(({ id }) => id)
          const unknown = checksWith(report, 'unknown', 'partial').filter((check) => supported.includes(check))
          assert.deepEqual(unknown, [], 'these checks are unknown')
          const again = await bed.scan()
          assert.deepEqual(
            [again.changes.opened, again.changes.resolved, again.changes.reopened],
            [0, 0, 0],
            'a second scan changes nothing',
          )
        }),
      ),
  }))
}
