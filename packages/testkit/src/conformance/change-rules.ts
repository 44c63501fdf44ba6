import assert from 'node:assert/strict'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings, type EndState } from './end-state.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'
import { integrationId } from './test-bed.ts'

const seeds = [11, 12, 13]
const changesPerRound = 12

/** Group 10: after any changes at the vendor, reading what changed ends where reading everything ends. */
export function changeRules(suite: Suite): readonly Rule[] {
  const feeds = suite.connector.resources.filter((resource) => resource.changes)
  return feeds.length > 0 ? [full(suite), feed(suite), staleFeed(suite)] : [full(suite)]
}

function full(suite: Suite): Rule {
  return {
    id: 'changes/full',
    title: 'after random changes a full scan ends where a first scan ends',
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, {}, async (bed) => {
          await bed.scan()
          for (const seed of seeds) {
            running.mutate(seed, changesPerRound)
            // What is absent from a listing in motion counts as gone when it is missed twice.
            for (let turn = 0; turn < 2; turn += 1) {
              const report = await bed.scan({ confirmSweep: true })
              assert.notEqual(report.status, 'failed', describeTrouble(report))
            }
            assertSameFindings(
              await bed.endState(),
              await freshState(suite, running),
              `after the changes of seed ${seed}`,
            )
          }
        }),
      ),
  }
}

function feed(suite: Suite): Rule {
  return {
    id: 'changes/feed',
    title: 'after random changes reading the change feeds ends where a first scan ends',
    run: () =>
      suite.inWorld({ world: 'small' }, async (running) => {
        const modes = new Set<string>()
        const probes = {
          onPage: <P>(page: P, place: { readonly mode: string }): P => {
            modes.add(place.mode)
            return page
          },
        }
        await suite.withBed(running, { probes }, async (bed) => {
          await bed.scan()
          for (const seed of seeds) {
            running.mutate(seed, changesPerRound)
            modes.clear()
            for (let turn = 0; turn < 2; turn += 1) {
              const report = await bed.scanner.scan(integrationId, { mode: 'auto', confirmSweep: true })
              assert.equal(report.mode, 'incremental', describeTrouble(report))
            }
            assert.ok(modes.has('changes'), 'the change feed is read')
            assertSameFindings(
              await bed.endState(),
              await freshState(suite, running),
              `after the changes of seed ${seed}`,
            )
          }
        })
      }),
  }
}

function staleFeed(suite: Suite): Rule {
  return {
    id: 'changes/expired',
    title: '[F19] a change feed that the vendor no longer has is replaced by a full read, and closes nothing before',
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, { proxied: true }, async (bed) => {
          await bed.scan()
          running.mutate(21, changesPerRound)
          const fresh = await freshState(suite, running)
          bed.proxy?.setRules([
            { source: 'changes', fault: { kind: 'status', status: 410, body: { message: 'Gone' } } },
          ])
          const report = await bed.scanner.scan(integrationId, { mode: 'auto', confirmSweep: true })
          assert.ok((bed.proxy?.struck ?? 0) > 0, 'the change feed is asked')
          assert.equal(report.status, 'complete', describeTrouble(report))
          bed.proxy?.setRules([])
          await bed.scan({ confirmSweep: true })
          assertSameFindings(await bed.endState(), fresh, 'after the feed was replaced')
        }),
      ),
  }
}

/** What a scan finds that knows nothing of earlier ones. */
function freshState(suite: Suite, running: Parameters<Suite['withBed']>[0]): Promise<EndState> {
  return suite.withBed(running, {}, async (bed) => {
    const report = await bed.scan()
    assert.notEqual(report.status, 'failed', describeTrouble(report))
    return bed.endState()
  })
}
