// What `writeJson` writes, as a schema. The JSON Schema in docs/schema is generated from it; a test compares it with the
// types of the core, so that neither can move without the other.
import { assetKinds, findingStates, type JsonObject, severities } from '@opencasb/core'
import { z } from 'zod'

const text = z.string()
const texts = z.array(text).readonly()
const amount = z.int().nonnegative()
const time = z.string().meta({ format: 'date-time', description: 'ISO 8601 in UTC.' })
const severity = z.enum(severities).meta({ id: 'Severity', description: 'How urgent a finding is.' })
const frameworks = z
  .record(text, texts)
  .readonly()
  .meta({ id: 'Frameworks', description: 'Controls of benchmarks, by the name of the benchmark.' })
const json: z.ZodType<JsonObject> = z.record(text, z.unknown()) as unknown as z.ZodType<JsonObject>
const gapReason = z
  .enum([
    'permission-missing',
    'feature-unavailable',
    'auth-kind-unsupported',
    'rate-limited',
    'provider-error',
    'unexpected-answer',
    'connector-error',
    'check-error',
    'incomplete-listing',
    'sweep-held',
    'not-found',
    'aborted',
    'dependency',
  ])
  .meta({ id: 'GapReason', description: 'Why something could not be read.' })
const changeType = z.enum([
  'opened',
  'reopened',
  'changed',
  'resolved',
  'acknowledged',
  'ignored',
  'ignore-expired',
  'severity-changed',
])

const asset = z
  .object({
    kind: z.enum(assetKinds),
    id: text.describe('The immutable id at the vendor.'),
    name: text,
    url: text.describe('Where a person can look at it.').exactOptional(),
    owner: text.exactOptional(),
    status: text.describe('In the words of the vendor.').exactOptional(),
  })
  .readonly()
  .meta({ id: 'Asset', description: 'One thing at the vendor that a check looks at.' })

const ignoreNote = z.object({ reason: text, by: text, at: time, until: time.exactOptional() }).readonly()

const finding = z
  .object({
    fingerprint: text.describe('Stable across scans: connector, tenant, check, asset and part.'),
    integration: text,
    connector: text,
    tenant: text,
    check: text,
    checkVersion: z.int().nonnegative(),
    category: z.enum([
      'misconfiguration',
      'account-risk',
      'data-exposure',
      'third-party-access',
      'activity',
      'vulnerability',
    ]),
    title: text,
    message: text.describe('What is wrong with this asset.'),
    risk: text.describe('Why it matters.'),
    remediation: text.describe('How to fix it.'),
    frameworks,
    asset,
    part: text.describe('Set where one asset can fail a check in several ways.').exactOptional(),
    evidence: json.describe('What was read that proves it.'),
    severity,
    severitySource: z.enum(['check', 'verdict', 'policy', 'host']),
    state: z.enum(findingStates),
    firstSeen: time,
    lastSeen: time,
    unknownSince: time.describe('Since when the asset could not be assessed.').exactOptional(),
    resolvedAt: time.exactOptional(),
    resolution: z.enum(['passed', 'deleted', 'absent', 'retired']).exactOptional(),
    ignore: ignoreNote.describe('A risk that was accepted.').exactOptional(),
    revision: z.int().nonnegative().describe('Counts the changes of this finding, from 1.'),
  })
  .readonly()
  .meta({ id: 'Finding', description: 'One check failing for one asset of one integration.' })

const checkCoverage = z
  .object({
    check: text,
    title: text,
    severity,
    status: z
      .enum(['assessed', 'partial', 'unknown', 'skipped'])
      .describe('assessed: every asset was judged. partial: some are unknown. unknown: none. skipped: left out.'),
    assets: z.object({ passed: amount, failed: amount, notApplicable: amount, unknown: amount }).readonly(),
    unknown: z
      .array(
        z
          .object({
            reason: gapReason,
            message: text,
            count: amount.describe('Absent when nobody knows how many.').exactOptional(),
          })
          .readonly(),
      )
      .readonly()
      .describe('Why assets could not be judged.'),
    frameworks,
  })
  .readonly()
  .meta({ id: 'CheckCoverage', description: 'How many assets a check looked at, and with what outcome.' })

const streamCoverage = z
  .object({
    resource: text,
    partition: text,
    partitionName: text,
    mode: z.enum(['full', 'changes']),
    complete: z.boolean().describe('Whether it was read to the end.'),
    items: amount,
    pages: amount,
    reason: gapReason.exactOptional(),
  })
  .readonly()
  .meta({ id: 'StreamCoverage', description: 'One resource type in one partition.' })

const gap = z
  .object({
    reason: gapReason,
    message: text.describe('What is missing and what to do about it.'),
    resource: text.exactOptional(),
    facet: text.exactOptional(),
    partition: text.exactOptional(),
    asset: text.exactOptional(),
    checks: texts.describe('The checks that cannot judge because of it.'),
    missing: texts.describe('Permissions that would close the gap.').exactOptional(),
    count: amount.describe('How many items this gap stands for.'),
  })
  .readonly()
  .meta({ id: 'Gap', description: 'Something that could not be read.' })

const bucketUsage = z
  .object({
    bucket: text,
    requests: amount,
    notModified: amount,
    retries: amount,
    refused: amount,
    limit: amount.exactOptional(),
    remaining: amount.exactOptional(),
    resetAt: time.exactOptional(),
  })
  .readonly()
  .meta({ id: 'BucketUsage', description: 'Requests sent to the vendor in one quota bucket.' })

const scanReport = z
  .object({
    schema: z.literal('opencasb.report/v1'),
    runId: text,
    integration: z.object({ id: text, name: text, connector: text, connectorVersion: text }).readonly(),
    tenant: z.object({ id: text, name: text, url: text.exactOptional() }).readonly().exactOptional(),
    status: z
      .enum(['complete', 'incomplete', 'deferred', 'aborted', 'failed'])
      .describe('Anything but complete means that something was not looked at.'),
    mode: z.enum(['full', 'incremental']),
    resumed: z.boolean(),
    startedAt: time,
    endedAt: time,
    resumeAt: time.exactOptional(),
    error: z.object({ code: text, message: text }).readonly().exactOptional(),
    checks: z.array(checkCoverage).readonly(),
    streams: z.array(streamCoverage).readonly(),
    gaps: z.array(gap).readonly(),
    changes: z.record(changeType, amount).readonly().describe('Changes that this scan made, by type.'),
    unchanged: amount,
    open: z.record(severity, amount).readonly().describe('Open findings after the scan, by severity.'),
    requests: z.array(bucketUsage).readonly(),
  })
  .readonly()
  .meta({ id: 'ScanReport', description: 'What one scan did and what it can say.' })

/** The schema of the document that `writeJson` writes. */
export const scanDocument = z
  .object({
    schema: z.literal('opencasb.scan/v1'),
    generator: z.object({ name: text, version: text }).readonly(),
    reports: z.array(scanReport).readonly().describe('One per integration.'),
    findings: z.array(finding).readonly(),
  })
  .readonly()

/**
 * The same as JSON Schema. It allows more properties than it names, because later versions of `v1` add some.
 */
export function scanJsonSchema(): object {
  const generated = z.toJSONSchema(scanDocument, {
    io: 'input',
    target: 'draft-2020-12',
    // Our types are read-only for who reads them; in a JSON Schema the word has another meaning.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly
    },
  })
  return {
    ...generated,
    $id: 'urn:opencasb:schema:scan:v1',
    title: 'OpenCASB scan, version 1',
    description: 'Reports and findings of one or several scans.',
  }
}
