import { describe, expect, it } from 'vitest'
import { hostileScan } from '../../tests/fixture/hostile-scan.ts'
import { written } from '../../tests/fixture/memory-output.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { writeJsonl } from './write-jsonl.ts'

describe('writeJsonl', () => {
  it('writes one finding per line', async () => {
    const { findings } = sampleScan({ repositories: 10 })
    const text = await written((stream) => writeJsonl(findings, stream))
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual(findings)
    expect(text.endsWith('\n')).toBe(true)
  })

  it('[F36] writes one record per finding whatever the names are', async () => {
    const { findings } = hostileScan()
    const text = await written((stream) => writeJsonl(findings, stream))
    const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).slice(0, -1)
    expect(lines.map((line) => JSON.parse(line).fingerprint)).toEqual(findings.map(({ fingerprint }) => fingerprint))
  })

  it('[F31] gives names back as they were, lone surrogates replaced', async () => {
    const { findings } = hostileScan()
    const text = await written((stream) => writeJsonl(findings, stream))
    const names = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).asset.name)
    expect(names).toEqual(findings.map(({ asset }) => asset.name.toWellFormed()))
  })

  it('writes an empty file where there are no findings', async () => {
    expect(await written((stream) => writeJsonl([], stream))).toBe('')
  })
})
