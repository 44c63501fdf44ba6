import type { Finding } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { hostileScan } from '../../tests/fixture/hostile-scan.ts'
import { written } from '../../tests/fixture/memory-output.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { writeCsv } from './write-csv.ts'

/** Reads a file as RFC 4180 describes it. */
function parse(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && record.length === 0) break
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    records.push(record)
    record = []
  }
  return records
}

async function table(findings: readonly Finding[]): Promise<Record<string, string>[]> {
  const [names = [], ...records] = parse(await written((stream) => writeCsv(findings, stream)))
  return records.map((record) => {
    expect(record).toHaveLength(names.length)
    return Object.fromEntries(record.map((cell, index) => [names[index], cell]))
  })
}

describe('writeCsv', () => {
  it('has these columns, in this order', async () => {
    expect(await written((stream) => writeCsv([], stream))).toBe(
      'fingerprint,severity,state,check,title,asset_kind,asset_name,message,asset_id,asset_url,asset_owner,asset_status,part,connector,integration,tenant,category,first_seen,last_seen,unknown_since,resolved_at,resolution,ignore_reason,ignore_by,ignore_until,frameworks,risk,remediation,evidence,severity_source,check_version,revision\r\n',
    )
  })

  it('writes one record per finding', async () => {
    const { findings } = sampleScan()
    const records = await table(findings)
    expect(records.map(({ fingerprint }) => fingerprint)).toEqual(findings.map(({ fingerprint }) => fingerprint))
    const reviews = records.find(({ check }) => check === 'github/default-branch-review-required')
    expect(reviews).toMatchObject({
      severity: 'high',
      asset_kind: 'repository',
      frameworks: 'cis-github 1.1.3 | cis-github 1.1.4',
      evidence: '{"approvals":0,"source":"none","rulesets":[],"dismissesStaleReviews":false}',
      check_version: '1',
    })
    expect(records.find(({ state }) => state === 'ignored')).toMatchObject({ ignore_by: 'security@example.com' })
  })

  it('[F33] begins no cell with what a spreadsheet runs', async () => {
    for (const record of await table(hostileScan().findings)) {
      for (const [column, cell] of Object.entries(record)) {
        expect(cell.slice(0, 20), column).not.toMatch(/^\s*[=+\-@\uff0b\uff0d\uff1d\uff20\t\r\n]/)
        expect(cell.slice(0, 20), column).not.toMatch(/;["\s]*[=+\-@]/)
      }
    }
  })

  it('[F31] [F36] writes one line per finding whatever the names are', async () => {
    const { findings } = hostileScan()
    const text = await written((stream) => writeCsv(findings, stream))
    expect(text.isWellFormed()).toBe(true)
    expect(text.split('\r\n')).toHaveLength(findings.length + 2)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ufeff]/)
    expect(await table(findings)).toHaveLength(findings.length)
  })

  it('begins with a byte order mark only where it is asked for', async () => {
    expect(await written((stream) => writeCsv([], stream, { byteOrderMark: true }))).toMatch(/^\ufefffingerprint,/)
  })
})
