import { readFileSync } from 'node:fs'
import type { CheckCategory, Finding, FindingChange } from '@opencasb/core'
import { sampleFinding } from '@opencasb/testkit'
import Ajv2020 from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { hostileAddresses, hostileScan } from '../../tests/fixture/hostile-scan.ts'
import { jsonSchemaFormats } from '../../tests/fixture/json-schema-formats.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { jsonText } from '../text/json-text.ts'
import { longestText } from './limited-text.ts'
import { type OcsfContext, toOcsf } from './to-ocsf.ts'

const schema: object = JSON.parse(
  readFileSync(new URL('../../tests/ocsf/ocsf-1.8.0-findings.schema.json', import.meta.url), 'utf8'),
)
const ajv = new Ajv2020.default({ allErrors: true, strict: false, formats: jsonSchemaFormats })
const validate = ajv.compile(schema)

/** The event as it is read back from its line, valid by the schema. */
function event(change: FindingChange, context?: OcsfContext) {
  const read = JSON.parse(jsonText(toOcsf(change, context)))
  validate(read)
  expect(validate.errors ?? []).toEqual([])
  return read
}

const at = '2026-11-20T08:02:00.000Z'

function changeOf(finding: Partial<Finding> = {}, change: Partial<FindingChange> = {}): FindingChange {
  return { id: 'c1', type: 'opened', at, runId: 'run-1', finding: sampleFinding(finding), ...change }
}

describe('toOcsf', () => {
  it('says what was found, where, by which check and how to mend it', () => {
    const finding: Partial<Finding> = {
      fingerprint: 'f'.repeat(32),
      tenant: '4000001',
      check: 'github/two-factor-required',
      checkVersion: 2,
      category: 'misconfiguration',
      severity: 'critical',
      title: 'No second factor',
      message: 'acme has none',
      risk: 'Bad.',
      remediation: 'Turn it on.',
      frameworks: { 'cis-github': ['1.3.5'], scuba: ['A.1', 'A.2'] },
      asset: {
        kind: 'repository',
        id: 'R_1',
        name: 'acme/portal',
        url: 'https://github.com/acme/portal',
        owner: 'acme/web',
      },
      firstSeen: '2026-11-01T00:00:00.000Z',
      lastSeen: at,
      evidence: { members: 148 },
    }
    const written = event(changeOf(finding), { product: { name: 'Acme Scanner', version: '3.0.0' } })
    expect(written).toMatchObject({
      metadata: {
        uid: 'c1',
        version: '1.8.0',
        product: { name: 'Acme Scanner', vendor_name: 'OpenCASB', version: '3.0.0' },
        event_code: 'opened',
        tenant_uid: '4000001',
        correlation_uid: 'run-1',
      },
      class_uid: 2003,
      type_uid: 200_301,
      type_name: 'Compliance Finding: Create',
      severity_id: 5,
      status_id: 1,
      time: Date.parse(at),
      message: 'acme has none',
      finding_info: {
        uid: 'f'.repeat(32),
        title: 'No second factor',
        first_seen_time: Date.parse('2026-11-01T00:00:00.000Z'),
        src_url: 'https://github.com/acme/portal',
        analytic: { uid: 'github/two-factor-required', version: '2', type_id: 1 },
      },
      resources: [{ uid: 'R_1', name: 'acme/portal', type: 'repository', owner: { name: 'acme/web' } }],
      remediation: { desc: 'Turn it on.' },
      compliance: {
        status_id: 3,
        standards: ['cis-github', 'scuba'],
        requirements: ['cis-github 1.3.5', 'scuba A.1', 'scuba A.2'],
        checks: [{ uid: 'github/two-factor-required', desc: 'Bad.', status: 'Fail' }],
      },
      evidences: [{ data: { members: 148 } }],
    })
    expect(written.metadata).not.toHaveProperty('is_truncated')
  })

  it.each([
    ['misconfiguration', 2003],
    ['account-risk', 2003],
    ['data-exposure', 2004],
    ['third-party-access', 2004],
    ['activity', 2004],
    ['vulnerability', 2004],
  ] as const)('writes %s as class %i', (category: CheckCategory, classUid) => {
    expect(event(changeOf({ category })).class_uid).toBe(classUid)
  })

  it('is a whole detection too', () => {
    const open = event(changeOf({ category: 'activity', risk: 'Bad.' }))
    expect(open).toMatchObject({
      class_name: 'Detection Finding',
      type_uid: 200_401,
      is_alert: true,
      risk_details: 'Bad.',
    })
    const closed = event(
      changeOf({ category: 'activity', state: 'resolved', resolution: 'passed' }, { type: 'resolved' }),
    )
    expect(closed).toMatchObject({ type_uid: 200_403, is_alert: false, status: 'Resolved', status_detail: 'passed' })
  })

  it.each([
    ['opened', 'open', 'Create', 'New'],
    ['reopened', 'reopened', 'Update', 'New'],
    ['changed', 'open', 'Update', 'New'],
    ['severity-changed', 'acknowledged', 'Update', 'In Progress'],
    ['acknowledged', 'acknowledged', 'Update', 'In Progress'],
    ['ignored', 'ignored', 'Update', 'Suppressed'],
    ['ignore-expired', 'open', 'Update', 'New'],
    ['resolved', 'resolved', 'Close', 'Resolved'],
  ] as const)('writes %s as %s: %s, %s', (type, state, activity, status) => {
    expect(event(changeOf({ state }, { type }))).toMatchObject({ activity_name: activity, status })
  })

  it.each([
    ['passed', 1, 'Pass'],
    ['deleted', 99, 'Asset gone'],
    ['absent', 99, 'Asset gone'],
    ['retired', 99, 'Not checked any more'],
  ] as const)(
    'does not say that a check passed which was closed as %s, unless it did',
    (resolution, statusId, status) => {
      const finding = { state: 'resolved', resolution, category: 'misconfiguration' } as const
      expect(event(changeOf(finding, { type: 'resolved' })).compliance).toMatchObject({ status_id: statusId, status })
    },
  )

  it('says who accepted a risk and why', () => {
    const ignore = { reason: 'Test system', by: 'user-17', at }
    expect(event(changeOf({ state: 'ignored', ignore })).status_detail).toBe('Accepted by user-17: Test system')
  })

  it('leaves out what a person did not get from a scan', () => {
    const { runId: _runId, ...change } = changeOf({ evidence: {}, frameworks: {} })
    const written = event(change)
    expect(written.metadata).not.toHaveProperty('correlation_uid')
    expect(written).not.toHaveProperty('evidences')
    expect(written.compliance).not.toHaveProperty('standards')
  })

  it('writes every finding of a scan by the schema, the same each time', () => {
    for (const finding of sampleScan({ repositories: 40 }).findings) {
      expect(event(changeOf(finding))).toEqual(event(changeOf(finding)))
    }
  })

  it('[F36] writes hostile names by the schema, and no longer than a reader takes', () => {
    for (const finding of hostileScan().findings) {
      for (const category of ['misconfiguration', 'activity'] as const) {
        const written = event(changeOf({ ...finding, category, frameworks: {} }))
        expect(written.message.length).toBeLessThanOrEqual(longestText)
        expect(written.metadata.is_truncated).toBe(finding.message.length > longestText ? true : undefined)
      }
    }
  })

  it.each(hostileAddresses)('[F33] makes no link of %j', (url) => {
    const asset = { kind: 'site', id: 'S_1', name: 'site', url } as const
    expect(event(changeOf({ asset })).finding_info).not.toHaveProperty('src_url')
  })

  it('leaves out evidence that is too large, and says so', () => {
    const written = event(changeOf({ evidence: { lines: Array.from({ length: 20_000 }, () => 'line') } }))
    expect(written).not.toHaveProperty('evidences')
    expect(written.metadata.is_truncated).toBe(true)
  })

  it('[F31] cuts no surrogate pair in half', () => {
    const message = `${'x'.repeat(longestText - 2)}\u{1f680}${'x'.repeat(10)}`
    expect(toOcsf(changeOf({ message })).message).toBe(`${'x'.repeat(longestText - 2)}…`)
  })

  it('is judged by a schema that notices mistakes', () => {
    const good = JSON.parse(jsonText(toOcsf(changeOf({ category: 'misconfiguration' }))))
    const mistakes = [
      { activity_id: 7 },
      { activity_id: 2 },
      { severity: 'Severe' },
      { type_uid: 200_302 },
      { class_uid: 2004 },
      { category_uid: 3 },
      { time: at },
      { compliance: undefined },
      { finding_info: { title: 'no uid' } },
      { metadata: { ...good.metadata, version: undefined } },
      { surprise: 1 },
    ]
    for (const mistake of mistakes) expect(validate(JSON.parse(jsonText({ ...good, ...mistake })))).toBe(false)
  })
})
