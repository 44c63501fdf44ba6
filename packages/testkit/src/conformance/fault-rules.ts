import assert from 'node:assert/strict'
import type { ScanReport } from '@opencasb/core'
import type { ConnectorFault } from '../faults/connector-fault.ts'
import { connectorFaults } from '../faults/connector-faults.ts'
import type { FaultRule } from '../faults/fault-rule.ts'
import { assertNothingLeaked } from './assert-nothing-leaked.ts'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings, missingFrom } from './end-state.ts'
import type { Focus } from './focus.ts'
import { forgetHalf } from './forget-half.ts'
import { assertHonestReport } from './honest-report.ts'
import { replayJournal } from './journal-state.ts'
import { midScanRules } from './mid-scan-rules.ts'
import type { ReferenceScan } from './reference-scan.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'
import type { TestBed } from './test-bed.ts'

/** Scans of one integration lie at least so far apart. */
const usualPauseMs = 15 * 60 * 1000

/** Group 5: what goes wrong at the vendor or on the line never closes or opens a finding wrongly. */
export function faultRules(suite: Suite): readonly Rule[] {
  const { dialects = [], faults = [] } = suite.options
  const chosen = connectorFaults.filter(({ dialect }) => dialect === undefined || dialects.includes(dialect))
  return [...[...chosen, ...faults].map((fault) => faultRule(suite, fault)), ...midScanRules(suite)]
}

function faultRule(suite: Suite, fault: ConnectorFault): Rule {
  return {
    id: `faults/${fault.name}`,
    title: fault.title,
    async run() {
      const focus = focusOf(fault)
      const reference = await suite.reference(suite.authKind, focus)
      if (fault.rules.every((rule) => rule.source === 'facet') && !reference.mainFacet) return
      const serial = fault.waitsMs === undefined ? {} : { limits: { streams: 1, concurrency: 1 } }
      await suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(
          running,
          {
            focus,
            proxied: true,
            impatient: fault.slow ?? false,
            hostAheadMs: fault.hostAheadMs ?? 0,
            ...serial,
          },
          (bed) => meet(suite, fault, reference, bed),
        ),
      )
    },
  }
}

async function meet(suite: Suite, fault: ConnectorFault, reference: ReferenceScan, bed: TestBed): Promise<void> {
  const { proxy } = bed
  assert.ok(proxy)
  // Half of the findings are known: those must not close, and of the others only the right ones may open.
  await replayJournal(forgetHalf(reference.journal), bed.state)
  const known = await bed.endState()
  proxy.setRules(fault.rules.map((rule) => narrow(rule, reference)))
  const report = await boundedScan(bed, reference)
  if (proxy.struck === 0) {
    assert.ok(fault.rules.every(mayMiss), 'the fault never struck: does the connector use the transport of its host?')
    return
  }
  assertNothingLeaked(bed)
  const now = await bed.endState()
  assert.deepEqual(missingFrom(now, known), [], 'these findings were closed without proof')
  assert.deepEqual(missingFrom(reference.endState, now), [], 'these findings were opened without reason')
  assertHonestReport(report, reference.report, suite.connector)
  if (fault.outcome === 'complete') {
    assert.equal(report.status, reference.report.status, describeTrouble(report))
    assertSameFindings(now, reference.endState, 'after the fault had passed')
  }
  if (fault.outcome === 'incomplete')
    assert.notEqual(report.status, 'complete', 'the scan does not claim to be complete')
  if (fault.waitsMs !== undefined) assertWaited(bed, fault.waitsMs)
  // A scan that is whole in spite of the fault left nothing behind to recover from.
  if (fault.outcome !== 'complete') await assertRecovers(bed, report, reference)
}

/** What has to be read for a fault to show. */
function focusOf({ rules, wide }: ConnectorFault): Focus {
  if (rules.some((rule) => rule.source === 'facet')) return 'facet'
  return wide || rules.some((rule) => rule.source === undefined) ? 'light' : 'stream'
}

/** Aims a rule at the resource type and the facet with the most requests, and what is not for the start at the middle. */
function narrow(rule: FaultRule, reference: ReferenceScan): FaultRule {
  if (rule.name !== undefined) return rule
  const { mainResource, mainFacet, sources } = reference
  if (rule.source === 'facet' && mainFacet !== undefined) return { ...rule, name: mainFacet }
  if (rule.source !== 'stream') return rule
  const requests = sources.filter(({ kind, name }) => kind === 'stream' && name === mainResource).length
  const after = rule.after && Math.max(rule.after, Math.floor(requests / 2))
  return { ...rule, name: mainResource, ...(after !== undefined && { after }) }
}

/** Some faults need something of the vendor: a pointer that is a URL, a third page, a text for people. */
function mayMiss(rule: FaultRule): boolean {
  const particular = ['self-link', 'cycle', 'endless-pages', 'empty-page', 'repeated-page', 'foreign-link']
  return particular.includes(rule.fault.kind) || rule.share !== undefined || rule.match !== undefined
}

/** Scans, and gives up where requests never end. */
async function boundedScan(bed: TestBed, reference: ReferenceScan): Promise<ScanReport> {
  const most = 300 + 15 * reference.requests.length
  const controller = new AbortController()
  const watch = setInterval(() => {
    if (bed.transport.count > most) controller.abort(new Error(`more than ${most} requests`))
  }, 5)
  try {
    const report = await bed.scan({ signal: controller.signal })
    const { count } = bed.transport
    assert.ok(count <= most, `a scan that takes ${reference.requests.length} requests took ${count} and was stopped`)
    return report
  } finally {
    clearInterval(watch)
  }
}

function assertWaited(bed: TestBed, ms: number): void {
  const struck = bed.proxy?.requests.findIndex((request) => request.fault !== undefined) ?? -1
  const refused = bed.transport.sent[struck]
  const next = bed.transport.sent[struck + 1]
  assert.ok(refused && next, 'the refused request is repeated')
  const waited = next.at - refused.at
  assert.ok(waited >= ms, `the next request came after ${Math.round(waited)} ms instead of ${ms} ms`)
}

/** Once the fault is gone, the next scan ends where a scan without faults ends. */
async function assertRecovers(bed: TestBed, report: ScanReport, reference: ReferenceScan): Promise<void> {
  bed.proxy?.setRules([])
  const due = report.resumeAt === undefined ? 0 : Date.parse(report.resumeAt) - bed.clock.now()
  await bed.clock.advance(Math.max(due, usualPauseMs) + 1_000)
  const recovered = await bed.scan()
  assert.equal(recovered.status, reference.report.status, `the next scan: ${describeTrouble(recovered)}`)
  assertSameFindings(await bed.endState(), reference.endState, 'after the next scan')
}
