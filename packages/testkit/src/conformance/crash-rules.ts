import assert from 'node:assert/strict'
import type { CommitBatch, Connector } from '@opencasb/core'
import { readsOfCheck } from './dependencies.ts'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings } from './end-state.ts'
import { replayJournal } from './journal-state.ts'
import type { Rule } from './rule.ts'
import { spread } from './spread.ts'
import type { Suite } from './suite.ts'

type Moment = 'before-delivery' | 'after-delivery' | 'after-commit'

const moments: readonly Moment[] = ['before-delivery', 'after-delivery', 'after-commit']
/** Pages at which a scan is cut off; more would tell nothing new. */
const most = 6

/** Group 9: a scan that is cut off goes on where it was, and ends where an uninterrupted one ends. */
export function crashRules(suite: Suite): readonly Rule[] {
  return moments.map((moment) => ({
    id: `crash/${moment}`,
    title: `[F38] a crash ${moment.replace('-', ' ')} of any page, then the next scan: the same end state, no change lost`,
    async run() {
      const { journal } = await suite.reference(suite.authKind, 'light')
      const commits = journal.filter(isPage).length
      const turns = Array.from({ length: commits }, (_, index) => index + 1)
      for (const turn of spread(turns, most)) await crashAndResume(suite, moment, turn)
    },
  }))
}

async function crashAndResume(suite: Suite, moment: Moment, turn: number): Promise<void> {
  const reference = await suite.reference(suite.authKind, 'light')
  const what = `after a crash ${moment.replace('-', ' ')} of page ${turn}`
  await suite.inWorld({ world: 'small' }, async (running) => {
    let commits = 0
    let kill = (): void => undefined
    const read = new Map<string, number>()
    const probes = {
      onPage: <P>(page: P, place: { readonly resource: string; readonly partition: string }): P => {
        const stream = `${place.resource} ${place.partition}`
        read.set(stream, (read.get(stream) ?? 0) + 1)
        return page
      },
    }
    const crashed = await suite.withBed(
      running,
      {
        focus: 'light',
        limits: { streams: 1 },
        probes,
        recorder: {
          onWrite() {
            // The changes of this page are decided, and nobody has heard of them.
            if (moment === 'before-delivery' && commits === turn - 1) kill()
            if (moment === 'before-delivery' && commits >= turn - 1) throw new Error('the process has ended')
          },
        },
        stateProbes: {
          beforeCommit(batch) {
            if (isPage(batch)) commits += 1
            if (moment !== 'after-commit' && commits >= turn) kill()
          },
          afterCommit() {
            if (moment === 'after-commit' && commits >= turn) kill()
          },
        },
      },
      async (bed) => {
        kill = () => bed.state.kill()
        await bed.scan()
        assert.ok(bed.state.dead, `${what}: the scan came as far as that`)
        return { journal: bed.state.journal, changes: bed.recorder.changes }
      },
    )
    await suite.withBed(running, { focus: 'light', limits: { streams: 1 }, probes }, async (bed) => {
      await replayJournal(crashed.journal, bed.state)
      const report = await bed.scan()
      assert.equal(report.status, reference.report.status, `${what}: ${describeTrouble(report)}`)
      assertSameFindings(await bed.endState(), reference.endState, what)
      const delivered = new Set([...crashed.changes, ...bed.recorder.changes].map((change) => change.id))
      const lost = reference.changeIds.filter((id) => !delivered.has(id))
      assert.deepEqual(lost, [], `${what}: changes were never delivered`)
      assertLittleRepeated(suite.connector, reference.pages, read, what)
    })
  })
}

/**
 * Streams that can be gone on with read at most the page again that was lost, and one that was read ahead. Look-up
 * tables are not kept, so what is looked up in is read anew.
 */
function assertLittleRepeated(
  connector: Connector,
  pages: Awaited<ReturnType<Suite['reference']>>['pages'],
  read: ReadonlyMap<string, number>,
  what: string,
): void {
  const indexes = connector.checks.flatMap((check) => [...readsOfCheck(check).indexes])
  const tables = new Set(indexes.map(({ of }) => (of.from?.facet.of ?? of).name))
  const expected = new Map<string, { pages: number; resumable: boolean }>()
  for (const { place, resumable } of pages) {
    const stream = `${place.resource} ${place.partition}`
    const known = expected.get(stream) ?? { pages: 0, resumable: false }
    expected.set(stream, { pages: known.pages + 1, resumable: known.resumable || resumable })
  }
  for (const [stream, { pages: count, resumable }] of expected) {
    if (!resumable || tables.has(stream.split(' ')[0] ?? '')) continue
    const extra = (read.get(stream) ?? 0) - count
    assert.ok(extra <= 2, `${what}: ${extra} pages of ${stream} were read twice`)
  }
}

/** Pages are committed with what they held; other commits are about the run. */
function isPage(batch: CommitBatch): boolean {
  return batch.run === undefined && (batch.checkpoint !== undefined || batch.inventory !== undefined)
}
