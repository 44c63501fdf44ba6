import { existsSync } from 'node:fs'
import { readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding, FindingChange } from '@opencasb/core'
import { findingSinkConformance } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hostileScan } from '../../tests/fixture/hostile-scan.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { temporaryFolder } from '../../tests/fixture/temporary-folder.ts'
import { ocsfSink } from './ocsf-sink.ts'

const context = { runId: 'run-1', integration: 'github-acme', signal: new AbortController().signal }

const changesOf = (findings: readonly Finding[]): FindingChange[] =>
  findings.map((finding, index) => ({ id: `change-${index}`, type: 'opened', at: finding.lastSeen, finding }))

const eventsIn = async (path: string) =>
  existsSync(path)
    ? (await readFile(path, 'utf8'))
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    : []

describe('ocsfSink', () => {
  it('appends one event per line, and none twice after a crash', async () => {
    const path = join(await temporaryFolder(), 'findings.ocsf.jsonl')
    const changes = changesOf(sampleScan({ repositories: 20 }).findings).slice(0, 6)
    const first = ocsfSink({ path })
    await first.write(changes.slice(0, 4), context)
    await first.close?.()
    const { length } = await readFile(path)
    await truncate(path, length - 10)
    const second = ocsfSink({ path })
    onTestFinished(() => second.close?.())
    await second.write(changes, context)
    const events = await eventsIn(path)
    expect(events.map(({ metadata }) => metadata.uid)).toEqual(changes.map(({ id }) => id))
    expect(events[0]).toMatchObject({ category_uid: 2, metadata: { version: '1.8.0' } })
  })

  it('[F36] writes one line per change whatever the names are', async () => {
    const path = join(await temporaryFolder(), 'findings.ocsf.jsonl')
    const sink = ocsfSink({ path })
    onTestFinished(() => sink.close?.())
    const changes = changesOf(hostileScan().findings)
    await sink.write(changes, context)
    const text = await readFile(path, 'utf8')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
    expect(await eventsIn(path)).toHaveLength(changes.length)
  })

  it('names itself where it cannot write', async () => {
    const sink = ocsfSink({ path: await temporaryFolder() })
    await expect(sink.write(changesOf(sampleScan().findings), context)).rejects.toThrow(
      /Cannot write ocsf to .*is a folder/,
    )
  })
})

describe('ocsfSink as a sink', () => {
  findingSinkConformance({
    // An event is not the finding: what arrived is only named.
    create: async () => ({ sink: ocsfSink({ path: join(await temporaryFolder(), 'findings.ocsf.jsonl') }) }),
    describe,
    it,
  })
})
