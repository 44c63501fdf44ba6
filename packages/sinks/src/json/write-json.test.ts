import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { hostileScan } from '../../tests/fixture/hostile-scan.ts'
import { written } from '../../tests/fixture/memory-output.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { writeJson } from './write-json.ts'

describe('writeJson', () => {
  it('writes reports and findings as one document', async () => {
    const { report, findings } = sampleScan()
    const text = await written((stream) => writeJson(report, findings, stream))
    expect(JSON.parse(text)).toEqual({
      schema: 'opencasb.scan/v1',
      generator: { name: '@opencasb/sinks', version: manifest.version },
      reports: [report],
      findings,
    })
    expect(text.endsWith('\n')).toBe(true)
  })

  it('writes several reports, no report and no finding', async () => {
    const { report } = sampleScan({ clean: true })
    const two = await written((stream) => writeJson([report, report], [], stream))
    expect(JSON.parse(two)).toMatchObject({ reports: [report, report], findings: [] })
    const none = await written((stream) => writeJson([], [], stream))
    expect(JSON.parse(none)).toMatchObject({ reports: [], findings: [] })
  })

  it('names the program that asks for it', async () => {
    const generator = { name: 'opencasb', version: '1.2.3' }
    const text = await written((stream) => writeJson([], [], stream, { generator }))
    expect(JSON.parse(text).generator).toEqual(generator)
  })

  it('[F31] [F33] [F36] stays one valid document whatever the names are', async () => {
    const { report, findings } = hostileScan()
    const text = await written((stream) => writeJson(report, findings, stream))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
    expect(text.isWellFormed()).toBe(true)
    expect(JSON.parse(text).findings).toHaveLength(findings.length)
    expect(text.split('\n')).toHaveLength(findings.length + 5)
  })
})
