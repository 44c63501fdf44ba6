import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import type { Finding, ScanReport } from '@opencasb/core'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { hostileScan, hostileStrings } from '../../tests/fixture/hostile-scan.ts'
import { jsonSchemaFormats } from '../../tests/fixture/json-schema-formats.ts'
import { written } from '../../tests/fixture/memory-output.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import type { SarifInvocation, SarifResult, SarifToolComponent } from './sarif-log.ts'
import { writeSarif } from './write-sarif.ts'

interface Run {
  readonly results: readonly SarifResult[]
  readonly tool: { readonly driver: Required<SarifToolComponent> }
  readonly invocations: readonly SarifInvocation[]
  readonly taxonomies: readonly Required<SarifToolComponent>[]
  readonly automationDetails?: { readonly id: string }
}

/** The standard's own schema. It is written in draft 4, of which it uses nothing that later drafts read differently. */
const { $schema: _draft, id: _id, ...schema } = sarifSchema
const validate = new Ajv.default({ strict: false, unicodeRegExp: false, formats: jsonSchemaFormats }).compile(schema)

async function runOf(reports: ScanReport | readonly ScanReport[], findings: readonly Finding[]): Promise<Run> {
  const log = JSON.parse(await written((stream) => writeSarif(reports, findings, stream)))
  expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
  expect(log.runs).toHaveLength(1)
  return log.runs[0]
}

const sample = sampleScan()

describe('writeSarif', () => {
  it('writes a result for every finding that is not resolved', async () => {
    const [first, ...others] = sample.findings
    if (first === undefined) throw new Error('the sample has no findings')
    const run = await runOf(sample.report, [{ ...first, state: 'resolved' }, ...others])
    expect(run.results.map((result) => result.partialFingerprints)).toEqual(
      others.map(({ fingerprint }) => ({ primaryLocationLineHash: fingerprint })),
    )
    expect(run.results.every((result) => result.locations.length === 1)).toBe(true)
  })

  it('points every result at the rule of its check', async () => {
    const { results, tool } = await runOf(sample.report, sample.findings)
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(tool.driver.rules.length)
  })

  it('describes a rule with help, level, severity and tags that GitHub shows', async () => {
    const { tool } = await runOf(sample.report, sample.findings)
    expect(tool.driver.rules.find(({ id }) => id === 'github/default-branch-review-required')).toMatchObject({
      name: 'DefaultBranchReviewRequired',
      shortDescription: { text: 'Default branch accepts unreviewed changes' },
      fullDescription: { text: expect.stringContaining('One stolen session') },
      help: { text: expect.stringMatching(/One stolen session[\s\S]*How to fix it: Add a ruleset/) },
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'misconfiguration', 'cis-github/1.1.3', 'cis-github/1.1.4'],
        'security-severity': '8.0',
      },
    })
  })

  it('gives critical, high, medium and low the scores that GitHub reads as such', async () => {
    const { tool } = await runOf(sample.report, sample.findings)
    const scores = new Set(tool.driver.rules.map((rule) => rule.properties?.['security-severity']))
    expect(scores).toEqual(new Set(['9.5', '8.0', '5.5', '2.5']))
  })

  it('lists a rule for checks that found nothing, too', async () => {
    const { tool } = await runOf(sample.report, [])
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(sample.report.checks.map(({ check }) => check))
    expect(tool.driver.rules.every(({ help, fullDescription }) => help?.text && fullDescription?.text)).toBe(true)
  })

  it('relates rules to the controls of benchmarks', async () => {
    const { tool, taxonomies } = await runOf(sample.report, sample.findings)
    expect(tool.driver.supportedTaxonomies.map(({ name }) => name)).toEqual(taxonomies.map(({ name }) => name))
    for (const { relationships = [] } of tool.driver.rules) {
      for (const { target } of relationships) {
        const taxonomy = taxonomies[target.toolComponent?.index ?? -1]
        expect(taxonomy?.name).toBe(target.toolComponent?.name)
        expect(taxonomy?.taxa[target.index ?? -1]?.id).toBe(target.id)
      }
    }
  })

  it('gives an asset a path that is relative, stable and free of names', async () => {
    const [finding] = sample.findings.filter(({ asset }) => asset.kind === 'repository')
    if (finding === undefined) throw new Error('the sample has no repository')
    const renamed: Finding = { ...finding, asset: { ...finding.asset, name: 'acme/renamed' } }
    const { results } = await runOf(sample.report, [finding, renamed])
    const uris = results.map((result) => result.locations[0]?.physicalLocation.artifactLocation.uri)
    expect(uris).toEqual([
      `github/4000001/repository/${finding.asset.id}`,
      `github/4000001/repository/${finding.asset.id}`,
    ])
    expect(results[1]?.locations[0]?.logicalLocations[0]).toMatchObject({
      name: 'acme/renamed',
      kind: 'repository',
      properties: { url: finding.asset.url },
    })
  })

  it('tells what could not be looked at', async () => {
    const { invocations, tool } = await runOf(sample.report, sample.findings)
    const [invocation] = invocations
    expect(invocation).toMatchObject({
      executionSuccessful: true,
      startTimeUtc: sample.report.startedAt,
      properties: { status: 'incomplete' },
    })
    expect(invocation?.toolExecutionNotifications).toHaveLength(sample.report.gaps.length)
    expect(invocation?.toolExecutionNotifications[0]).toMatchObject({
      level: 'warning',
      message: { text: expect.stringContaining('Unknown because of it: github/audit-log-streaming.') },
      associatedRule: { id: 'github/audit-log-streaming' },
      properties: { missing: ['organization_administration:read'] },
    })
    for (const { descriptor } of invocation?.toolExecutionNotifications ?? []) {
      expect(tool.driver.notifications[descriptor.index ?? -1]?.id).toBe(descriptor.id)
    }
  })

  it.each(['failed', 'aborted', 'deferred'] as const)(
    'says of a scan that was %s that it did not succeed',
    async (status) => {
      const error = { code: 'credential', message: 'GitHub does not accept the token' }
      const { invocations } = await runOf({ ...sample.report, status, error }, [])
      expect(invocations[0]?.executionSuccessful).toBe(false)
      expect(invocations[0]?.toolExecutionNotifications[0]).toMatchObject({
        level: 'error',
        message: { text: error.message },
      })
    },
  )

  it('marks ignored findings as suppressed, and all others as not', async () => {
    const { results } = await runOf(sample.report, sample.findings)
    for (const { suppressions, properties } of results) {
      expect(suppressions).toHaveLength(properties['state'] === 'ignored' ? 1 : 0)
    }
    expect(results.find(({ suppressions }) => suppressions.length > 0)?.suppressions[0]).toMatchObject({
      kind: 'external',
      status: 'accepted',
      justification: 'Test organisation without production data',
    })
  })

  it('keeps the scans of several integrations apart', async () => {
    const labs = sampleScan({ seed: 2, organization: 'acme-labs' })
    const run = await runOf([sample.report, labs.report], [...sample.findings, ...labs.findings])
    expect(run.invocations.map(({ properties }) => properties['integration'])).toEqual([
      'github-acme',
      'github-acme-labs',
    ])
    for (const { provenance, properties } of run.results) {
      expect(run.invocations[provenance.invocationIndex ?? -1]?.properties['integration']).toBe(
        properties['integration'],
      )
    }
    expect(run.automationDetails?.id).toBe('opencasb/run-acme-1')
    expect((await runOf(sample.report, [])).automationDetails?.id).toBe('opencasb/github-acme/run-acme-1')
  })

  it('is judged by a schema that refuses what is wrong', async () => {
    const run = await runOf(sample.report, sample.findings)
    expect(validate({ version: '2.1.0', runs: [run] })).toBe(true)
    expect(validate({ version: '2.1.0', runs: [{ ...run, tool: {} }] })).toBe(false)
    expect(validate({ version: '2.1.0', runs: [{ ...run, invocations: [{ executionSuccessful: 'yes' }] }] })).toBe(
      false,
    )
    expect(validate({ version: '2.1.0', runs: [{ ...run, findings: [] }] })).toBe(false)
  })

  it('is valid without any report', async () => {
    expect((await runOf([], sample.findings)).results).toHaveLength(sample.findings.length)
  })
})

describe('writeSarif with hostile names', () => {
  const hostile = hostileScan()

  it('[F33] lets no asset leave its path or name another scheme', async () => {
    const { results } = await runOf(hostile.report, hostile.findings)
    for (const result of results) {
      const uri = result.locations[0]?.physicalLocation.artifactLocation.uri ?? ''
      expect(uri.split('/')).toHaveLength(4)
      expect(uri).not.toMatch(/[\s\\:<>"]|(^|\/)\.{1,2}(\/|$)|\/\//)
      expect(new URL(uri, 'file:///checkout/').href).toBe(`file:///checkout/${uri}`)
    }
  })

  it('[F33] turns no name into a link', async () => {
    const { results } = await runOf(hostile.report, hostile.findings)
    const text = results[hostileStrings.indexOf('[click here](https://evil.example.com)')]?.message.text
    expect(text).toBe('\\[click here\\](https://evil.example.com)')
    for (const { locations } of results) {
      const url = locations[0]?.logicalLocations[0]?.properties?.['url']
      expect(url).toBeUndefined()
    }
  })

  it('[F31] [F36] stays well-formed, one result per line, without controls', async () => {
    const text = await written((stream) => writeSarif(hostile.report, hostile.findings, stream))
    expect(text.isWellFormed()).toBe(true)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
    const { results } = await runOf(hostile.report, hostile.findings)
    for (const { message } of results) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(message.text).not.toMatch(/[\u0000-\u001f\u202e]/)
    }
  })

  it('stays within what GitHub takes for a rule', async () => {
    const frameworks = { many: Array.from({ length: 40 }, (_, index) => `${index}`) }
    const report = { ...hostile.report, checks: hostile.report.checks.map((check) => ({ ...check, frameworks })) }
    const { tool } = await runOf(report, hostile.findings)
    for (const { name, shortDescription, fullDescription, properties } of tool.driver.rules) {
      expect(name?.length).toBeLessThanOrEqual(255)
      expect(shortDescription?.text.length).toBeLessThanOrEqual(1024)
      expect(fullDescription?.text.length).toBeLessThanOrEqual(1024)
      expect(properties?.['tags']).toHaveProperty(
        'length',
        expect.toSatisfy((length: number) => length <= 20),
      )
    }
  })
})
