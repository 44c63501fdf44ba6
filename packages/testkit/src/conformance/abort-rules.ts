import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { ScanReport } from '@opencasb/core'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings, missingFrom } from './end-state.ts'
import type { PagePlace } from './instrument-connector.ts'
import type { Rule } from './rule.ts'
import { spread } from './spread.ts'
import type { Suite } from './suite.ts'
import type { TestBed, TestBedOptions } from './test-bed.ts'

/** How long an aborted scan may take to end, in real milliseconds. */
const allowedMs = 1_000
/** Pages at which a scan is aborted; more would tell nothing new. */
const most = 12

/** Group 6: an abort ends a scan soon and in order, wherever it is. */
export function abortRules(suite: Suite): readonly Rule[] {
  return [
    atEveryPage(suite),
    inRequest(suite, 'session'),
    inRequest(suite, 'stream'),
    inRequest(suite, 'facet'),
    before(suite),
  ]
}

function atEveryPage(suite: Suite): Rule {
  return {
    id: 'abort/page',
    title: '[F45] an abort at any page ends the scan within a second, closes nothing, and the next scan goes on',
    async run() {
      const reference = await suite.reference(suite.authKind, 'light')
      await suite.inWorld({ world: 'small' }, async (running) => {
        for (const place of spread(reference.pages, most).map((page) => page.place)) {
          const open = new Map<string, number>()
          await abortWhere(suite, running, open, (controller) => ({
            onPull: (at) => open.set(streamOf(at), (open.get(streamOf(at)) ?? 0) + (at.page === 1 ? 1 : 0)),
            onStreamEnd: (at) => open.set(streamOf(at), (open.get(streamOf(at)) ?? 0) - 1),
            onPage(page, at) {
              if (samePlace(at, place)) controller.abort(new Error('stopped by the test'))
              return page
            },
          }))
        }
      })
    },
  }
}

async function abortWhere(
  suite: Suite,
  running: Parameters<Parameters<Suite['inWorld']>[1]>[0],
  open: ReadonlyMap<string, number>,
  probesOf: (controller: AbortController) => NonNullable<TestBedOptions['probes']>,
): Promise<void> {
  const reference = await suite.reference(suite.authKind, 'light')
  const controller = new AbortController()
  let abortedAt = 0
  controller.signal.addEventListener('abort', () => {
    abortedAt = performance.now()
  })
  await suite.withBed(
    running,
    { probes: probesOf(controller), limits: { streams: 1 }, focus: 'light' },
    async (bed) => {
      const report = await bed.scan({ signal: controller.signal })
      assert.ok(controller.signal.aborted, 'the page came')
      await assertEnded(bed, report, performance.now() - abortedAt)
      assert.deepEqual(
        [...open.values()].filter((count) => count !== 0),
        [],
        'every generator is finalised',
      )
      assert.deepEqual(missingFrom(reference.endState, await bed.endState()), [], 'nothing is opened wrongly')
      const next = await bed.scan()
      assert.equal(next.status, reference.report.status, describeTrouble(next))
      assertSameFindings(await bed.endState(), reference.endState, 'after going on')
    },
  )
}

function inRequest(suite: Suite, kind: 'session' | 'stream' | 'facet'): Rule {
  const where = { session: 'signing in', stream: 'a page is read', facet: 'a facet is read' }[kind]
  return {
    id: `abort/${kind}`,
    title: `[F45] an abort while ${where} and nobody answers ends the scan within a second`,
    async run() {
      const reference = await suite.reference()
      if (!reference.sources.some((source) => source.kind === kind)) return
      await suite.inWorld({ world: 'small' }, async (running) => {
        const controller = new AbortController()
        let abortedAt = 0
        const onSend = (request: { readonly source: { readonly kind: string } }): void => {
          if (request.source.kind !== kind || abortedAt > 0) return
          abortedAt = performance.now() + 30
          setTimeout(() => controller.abort(new Error('stopped by the test')), 30)
        }
        await suite.withBed(running, { proxied: true, onSend }, async (bed) => {
          bed.proxy?.setRules([{ source: kind, fault: { kind: 'hang' } }])
          const scanning = bed.scan({ signal: controller.signal })
          const report = await Promise.race([scanning, delay(30 + 2 * allowedMs)])
          // What still hangs then is let go, so that the test ends.
          if (!report) await bed.proxy?.close()
          assert.ok(report, `the scan had not ended ${2 * allowedMs} ms after the abort`)
          await assertEnded(bed, report, performance.now() - abortedAt)
        })
      })
    },
  }
}

function before(suite: Suite): Rule {
  return {
    id: 'abort/before',
    title: '[F45] a scan whose signal is aborted from the start sends nothing',
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, {}, async (bed) => {
          const report = await bed.scan({ signal: AbortSignal.abort(new Error('stopped by the test')) })
          assert.equal(report.status, 'aborted', describeTrouble(report))
          assert.equal(bed.transport.count, 0)
        }),
      ),
  }
}

async function assertEnded(bed: TestBed, report: ScanReport, tookMs: number): Promise<void> {
  assert.equal(report.status, 'aborted', describeTrouble(report))
  assert.ok(tookMs < allowedMs, `the scan went on for ${Math.round(tookMs)} ms`)
  assert.equal(report.changes.resolved, 0, 'nothing closes')
  const { count } = bed.transport
  await bed.transport.settle()
  assert.equal(bed.transport.inFlight, 0, 'no request is left under way')
  assert.equal(bed.clock.sleeping, 0, 'nobody is left waiting')
  await delay(20)
  assert.equal(bed.transport.count, count, 'no request is sent after the end')
}

function streamOf(place: PagePlace): string {
  return `${place.resource} ${place.partition} ${place.mode}`
}

function samePlace(a: PagePlace, b: PagePlace): boolean {
  return streamOf(a) === streamOf(b) && a.page === b.page
}
