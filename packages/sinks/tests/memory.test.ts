import { Writable } from 'node:stream'
import type { Finding } from '@opencasb/core'
import { probeMemory } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { writeCsv, writeJson, writeJsonl, writeSarif } from '../src/index.ts'
import { sampleScan } from './fixture/sample-scan.ts'

const { report, findings } = sampleScan()
const total = 30_000
const mebibyte = 2 ** 20

/** New objects each time, as a database gives them: what is held would be seen. */
async function* manyFindings(): AsyncGenerator<Finding> {
  for (let count = 0; count < total; count++) {
    const finding = findings[count % findings.length]
    if (finding !== undefined) yield { ...finding, fingerprint: `${count}`.padStart(64, '0') }
  }
}

interface Counting {
  readonly stream: Writable
  bytes: number
}

function counting(): Counting {
  const output: Counting = {
    bytes: 0,
    stream: new Writable({
      write(chunk: Buffer, _encoding, done) {
        output.bytes += chunk.length
        setImmediate(done)
      },
    }),
  }
  return output
}

describe('memory', () => {
  it.each([
    ['writeJson', (stream: Writable) => writeJson(report, manyFindings(), stream)],
    ['writeJsonl', (stream: Writable) => writeJsonl(manyFindings(), stream)],
    ['writeCsv', (stream: Writable) => writeCsv(manyFindings(), stream)],
    ['writeSarif', (stream: Writable) => writeSarif(report, manyFindings(), stream)],
  ])('of %s does not grow with the findings', async (_name, write) => {
    const { result, peakHeap } = await probeMemory(async () => {
      const output = counting()
      await write(output.stream)
      return output.bytes
    })
    expect(result).toBeGreaterThan(15 * mebibyte)
    expect(peakHeap).toBeLessThan(6 * mebibyte)
  })
})
