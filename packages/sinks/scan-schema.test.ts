import { readFileSync } from 'node:fs'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import { type scanDocument, scanJsonSchema } from './scan-schema.ts'
import { type ScanDocument, writeJson } from './src/index.ts'
import { hostileScan } from './tests/fixture/hostile-scan.ts'
import { jsonSchemaFormats } from './tests/fixture/json-schema-formats.ts'
import { written } from './tests/fixture/memory-output.ts'
import { type SampleScan, sampleScan } from './tests/fixture/sample-scan.ts'

const published: object = JSON.parse(
  readFileSync(new URL('../../docs/schema/scan.v1.schema.json', import.meta.url), 'utf8'),
)

function validator(schema: object): ValidateFunction {
  return new Ajv2020.default({ allErrors: true, formats: jsonSchemaFormats }).compile(schema)
}

/** The schema with every object closed: whatever is written but not named in it becomes an error. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  return 'properties' in copy ? { ...copy, additionalProperties: false } : copy
}

async function documentOf({ report, findings }: SampleScan): Promise<ScanDocument> {
  return JSON.parse(await written((stream) => writeJson(report, findings, stream)))
}

describe('the schema of the JSON report', () => {
  it('describes exactly the types of the core', () => {
    expectTypeOf<z.output<typeof scanDocument>>().toEqualTypeOf<ScanDocument>()
  })

  it('stands in docs/schema as it is generated; `npm run schema` writes it anew', () => {
    expect(published).toEqual(scanJsonSchema())
  })

  it.each([
    ['a scan with findings and gaps', sampleScan()],
    ['a clean scan', sampleScan({ clean: true })],
    ['[F31] [F33] a scan full of hostile names', hostileScan()],
  ])('takes %s, and names every property of it', async (_name, scan) => {
    const written = await documentOf(scan)
    const validate = validator(published)
    expect(validate(written), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    const strict = validator(closed(published) as object)
    expect(strict(written), JSON.stringify(strict.errors?.slice(0, 3))).toBe(true)
  })

  it('refuses what is no scan', async () => {
    const document = await documentOf(sampleScan())
    const validate = validator(published)
    expect(validate({})).toBe(false)
    expect(validate({ ...document, schema: 'opencasb.scan/v2' })).toBe(false)
    expect(validate({ ...document, findings: [{ ...document.findings[0], severity: 'severe' }] })).toBe(false)
    expect(validate({ ...document, findings: [{ ...document.findings[0], fingerprint: undefined }] })).toBe(false)
  })

  it('takes properties that later versions add', async () => {
    const document = await documentOf(sampleScan())
    expect(validator(published)({ ...document, added: true })).toBe(true)
  })
})
