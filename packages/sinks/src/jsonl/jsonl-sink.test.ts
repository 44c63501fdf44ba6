import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FindingChange, type FindingSink, SinkError } from '@opencasb/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hostileScan } from '../../tests/fixture/hostile-scan.ts'
import { sampleScan } from '../../tests/fixture/sample-scan.ts'
import { temporaryFolder } from '../../tests/fixture/temporary-folder.ts'
import { type JsonlSinkOptions, jsonlSink } from './jsonl-sink.ts'

const context = { runId: 'run-1', integration: 'github-acme', signal: new AbortController().signal }
const { findings, report } = sampleScan({ repositories: 20 })

function changes(from: number, to: number): FindingChange[] {
  return findings
    .slice(from, to)
    .map((finding, index) => ({ id: `change-${from + index}`, type: 'opened', at: finding.lastSeen, finding }))
}

function opened(path: string, options: Partial<JsonlSinkOptions> = {}): FindingSink {
  const sink = jsonlSink({ path, ...options })
  onTestFinished(() => sink.close?.())
  return sink
}

async function idsIn(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8')
  expect(text === '' || text.endsWith('\n')).toBe(true)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as FindingChange).id)
}

const ids = (from: number, to: number) => changes(from, to).map(({ id }) => id)

describe('jsonlSink', () => {
  it('makes its file for its owner alone, and leaves one that is there as it is', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'older.jsonl'), '', { mode: 0o644 })
    for (const [name, mode] of [
      ['new.jsonl', 0o600],
      ['older.jsonl', 0o644],
    ] as const) {
      const path = join(folder, name)
      await opened(path).write(changes(0, 1), context)
      expect((await stat(path)).mode & 0o777).toBe(mode)
    }
  })

  it('appends one line per change, as it was given', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const sink = opened(path)
    await sink.write(changes(0, 3), context)
    await sink.write([], context)
    await sink.write(changes(3, 5), { ...context, runId: 'run-2' })
    await sink.runEnded?.(report)
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(changes(0, 5))
  })

  it('does nothing before the first change', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const sink = opened(path)
    await sink.runEnded?.(report)
    await sink.close?.()
    expect(existsSync(path)).toBe(false)
  })

  it.each(['batch', 'run', 'never'] as const)('writes everything with fsync %s', async (fsync) => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const sink = opened(path, { fsync })
    await sink.write(changes(0, 2), context)
    await sink.runEnded?.(report)
    expect(await idsIn(path)).toEqual(ids(0, 2))
  })

  it('keeps the lines of several scans apart that write at once', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const sink = opened(path)
    await Promise.all([0, 2, 4, 6, 8].map((from) => sink.write(changes(from, from + 2), context)))
    expect((await idsIn(path)).sort()).toEqual(ids(0, 10).sort())
  })

  it('[F36] writes one record per change whatever the names are', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const hostile = hostileScan().findings
    await opened(path).write(
      hostile.map((finding, index) => ({ id: `hostile-${index}`, type: 'opened', at: finding.lastSeen, finding })),
      context,
    )
    const text = await readFile(path, 'utf8')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
    expect(await idsIn(path)).toHaveLength(hostile.length)
  })

  it('[F31] writes lone surrogates well-formed', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const [change] = changes(0, 1)
    if (change === undefined) throw new Error('the sample has no findings')
    await opened(path).write([{ ...change, finding: { ...change.finding, message: 'a\ud800b' } }], context)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ finding: { message: 'a\ufffdb' } })
  })
})

describe('jsonlSink after a crash', () => {
  it('[F38] does not write twice what the scanner sends again', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await opened(path).write(changes(0, 4), context)
    await opened(path).write(changes(2, 6), context)
    expect(await idsIn(path)).toEqual(ids(0, 6))
  })

  it('[F38] removes the line that was cut, at whatever byte, and writes it again', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await opened(path).write(changes(0, 2), context)
    const whole = await readFile(path)
    const second = whole.indexOf('\n') + 1
    for (let cut = second; cut < whole.length; cut += 97) {
      await writeFile(path, whole)
      await truncate(path, cut)
      await opened(path).write(changes(0, 3), context)
      expect(await idsIn(path)).toEqual(ids(0, 3))
    }
  })

  it('[F38] keeps a whole record that lacks only its line feed', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await opened(path).write(changes(0, 2), context)
    const whole = await readFile(path)
    await truncate(path, whole.length - 1)
    await opened(path).write(changes(1, 3), context)
    expect(await idsIn(path)).toEqual(ids(0, 3))
  })

  it('writes a change of the same batch once', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await opened(path).write([...changes(0, 2), ...changes(0, 2)], context)
    expect(await idsIn(path)).toEqual(ids(0, 2))
  })

  it('remembers only so many ids, the newest ones', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await opened(path).write(changes(0, 6), context)
    await opened(path, { remember: 2 }).write([...changes(0, 1), ...changes(4, 6)], context)
    expect(await idsIn(path)).toEqual([...ids(0, 6), ...ids(0, 1)])
  })

  it('goes on after lines that somebody else wrote', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await writeFile(path, 'a note\n\n{"id":7}\n{"id":"a\\"b","x":1}\n')
    await opened(path).write(changes(0, 1), context)
    expect(await readFile(path, 'utf8')).toMatch(/^a note\n\n\{"id":7\}\n.*\n\{"id":"change-0",.*\n$/)
  })
})

describe('jsonlSink with a file that moves', () => {
  it('goes on in a new file where the old one was moved away', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'changes.jsonl')
    const sink = opened(path)
    await sink.write(changes(0, 2), context)
    await rename(path, join(folder, 'changes.1.jsonl'))
    await sink.write(changes(2, 4), context)
    await rm(path)
    await sink.write(changes(4, 5), context)
    expect(await idsIn(join(folder, 'changes.1.jsonl'))).toEqual(ids(0, 2))
    expect(await idsIn(path)).toEqual(ids(4, 5))
  })

  it('goes on where the file was emptied', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const sink = opened(path)
    await sink.write(changes(0, 2), context)
    await truncate(path, 0)
    await sink.write(changes(2, 3), context)
    expect(await idsIn(path)).toEqual(ids(2, 3))
  })
})

describe('jsonlSink that cannot write', () => {
  it('says what is wrong and what to do, and works again once it is put right', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'logs', 'changes.jsonl')
    const sink = opened(path)
    const writing = sink.write(changes(0, 1), context)
    await expect(writing).rejects.toThrow(`Cannot write jsonl to ${path}: the folder does not exist. Create it`)
    await expect(writing).rejects.toBeInstanceOf(SinkError)
    await mkdir(join(folder, 'logs'))
    await sink.write(changes(0, 1), context)
    expect(await idsIn(path)).toEqual(ids(0, 1))
  })

  it('rejects where the path is a folder', async () => {
    await expect(opened(await temporaryFolder()).write(changes(0, 1), context)).rejects.toThrow(/is a folder/)
  })

  it.runIf(existsSync('/dev/full'))('[F39] rejects where the disk is full', async () => {
    await expect(opened('/dev/full').write(changes(0, 1), context)).rejects.toThrow(/the disk is full/)
  })

  it('writes nothing once the scan was stopped', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(opened(path).write(changes(0, 1), { ...context, signal })).rejects.toThrow('stopped')
    expect(existsSync(path)).toBe(false)
  })

  it('does not let a failure of one batch reach the next', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    const sink = opened(path)
    const aborted = sink.write(changes(0, 1), { ...context, signal: AbortSignal.abort(new Error('stopped')) })
    const next = sink.write(changes(1, 2), context)
    await expect(aborted).rejects.toThrow('stopped')
    await next
    expect(await idsIn(path)).toEqual(ids(1, 2))
  })

  it('finds the end of a file that another process spoilt', async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    await appendFile(path, '{"id":"change-0","type":"opened"')
    await opened(path).write(changes(0, 1), context)
    expect(await idsIn(path)).toEqual(ids(0, 1))
  })
})
