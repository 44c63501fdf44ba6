import type { ComplianceView, ControlResult } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { written } from '../../tests/fixture/memory-output.ts'
import { writeComplianceHtml } from './write-compliance-html.ts'
import { writeComplianceJson } from './write-compliance-json.ts'

const check: ControlResult['checks'][number] = {
  check: 'google/two-step-verification-enforced',
  title: 'Two-step verification is optional',
  severity: 'high',
  status: 'assessed',
  assets: { passed: 3, failed: 0, notApplicable: 0, unknown: 0 },
  unknown: [],
}
const control: ControlResult = {
  id: '1.1',
  title: 'People sign in with two steps',
  status: 'pass',
  checks: [check],
  findings: { total: 0, accepted: 0 },
  concerned: [],
}

function viewOf(...controls: readonly Partial<ControlResult>[]): ComplianceView {
  const all = controls.map((change) => ({ ...control, ...change }))
  const countOf = (status: ControlResult['status']): number => all.filter((one) => one.status === status).length
  return {
    schema: 'opencasb.compliance/v1',
    connector: 'google',
    integration: { id: 'i1', name: 'acme' },
    framework: { id: 'rules', title: 'Rules', version: '1.0', url: 'https://example.com/rules' },
    assessedAt: '2026-01-01T00:00:00.000Z',
    counts: {
      fail: countOf('fail'),
      unknown: countOf('unknown'),
      pass: countOf('pass'),
      'not-applicable': countOf('not-applicable'),
      'not-covered': countOf('not-covered'),
    },
    controls: all,
  }
}

describe('a compliance view', () => {
  it('is one JSON document', async () => {
    const view = viewOf({}, { id: '1.2', status: 'not-covered', checks: [] })
    expect(JSON.parse(await written((stream) => writeComplianceJson(view, stream)))).toEqual(view)
  })

  it('is a page that names what stands against a control', async () => {
    const concerned = [
      {
        asset: { kind: 'setting', id: 's1', name: '<script>alert(1)</script>' },
        check: check.check,
        severity: 'high',
        message: 'optional in /Sales',
        state: 'ignored',
        fingerprint: 'f1',
      },
    ] as const
    const page = await written((stream) =>
      writeComplianceHtml(viewOf({ status: 'fail', findings: { total: 60, accepted: 1 }, concerned }), stream),
    )
    expect(page).toContain('1 control fails.')
    expect(page).toContain('60 findings, 1 of them accepted')
    expect(page).toContain('optional in /Sales (accepted)')
    expect(page).toContain('and 59 more')
    expect(page).not.toContain('<script>alert')
  })

  it('tells first what it is told to, as text', async () => {
    const notes = ['The last scan covered 1 of 2 checks.', 'It failed: <b>refused</b>']
    const page = await written((stream) => writeComplianceHtml(viewOf({}), stream, { notes }))
    expect(page).toContain('<p class="note strong">The last scan covered 1 of 2 checks.</p>')
    expect(page).not.toContain('<b>refused')
    expect(await written((stream) => writeComplianceHtml(viewOf({}), stream))).not.toContain('class="note strong"')
  })

  it('gives no all-clear where something is unknown or not covered', async () => {
    const unknown = [{ reason: 'permission-missing', message: 'Reading google.policy needs a scope' }] as const
    const open = viewOf(
      {},
      { status: 'unknown', checks: [{ ...check, status: 'unknown', unknown }] },
      { status: 'unknown', checks: [{ ...check, status: 'skipped' }] },
      { status: 'not-covered', checks: [], manual: 'Nothing records it.' },
    )
    const page = await written((stream) => writeComplianceHtml(open, stream))
    expect(page).toContain('No control fails that could be answered. 3 controls of 4 cannot be answered from here.')
    expect(page).toContain('Reading google.policy needs a scope')
    expect(page).toContain('was left out of the scan')
    expect(page).toContain('Nothing records it.')
    expect(await written((stream) => writeComplianceHtml(viewOf({}), stream))).toContain(
      'all of them could be answered',
    )
  })
})
