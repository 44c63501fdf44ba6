import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { SinkError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { memoryOutput } from '../../tests/fixture/memory-output.ts'
import { temporaryFolder } from '../../tests/fixture/temporary-folder.ts'
import { writeOutput } from './write-output.ts'

async function* pieces(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts
}

async function* broken(): AsyncGenerator<string> {
  yield 'x'.repeat(200_000)
  throw new TypeError('the database went away')
}

describe('writeOutput to a file', () => {
  it('writes all pieces', async () => {
    const path = join(await temporaryFolder(), 'report.txt')
    await writeOutput('it', path, pieces('a', 'ä', '', '\n'), undefined)
    expect(await readFile(path, 'utf8')).toBe('aä\n')
  })

  it('replaces an older report and keeps its permissions, through a symbolic link too', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.txt')
    await writeFile(path, 'old')
    await chmod(path, 0o640)
    await symlink(path, join(folder, 'latest.txt'))
    await writeOutput('it', join(folder, 'latest.txt'), pieces('new'), undefined)
    expect(await readFile(path, 'utf8')).toBe('new')
    expect((await stat(path)).mode & 0o777).toBe(0o640)
    expect((await readdir(folder)).sort()).toEqual(['latest.txt', 'report.txt'])
  })

  it('makes a new report for its owner alone, also while it is being written and where an older one is open to others', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.txt')
    await writeFile(join(folder, 'older.txt'), 'old', { mode: 0o644 })
    for (const name of ['report.txt', 'older.txt']) {
      const modes: number[] = []
      await writeOutput(
        'it',
        join(folder, name),
        (async function* () {
          yield 'x'.repeat(200_000)
          const [partial = ''] = (await readdir(folder)).filter((file) => file.endsWith('.partial'))
          modes.push((await stat(join(folder, partial))).mode & 0o777)
          yield 'end'
        })(),
        undefined,
      )
      expect(modes).toEqual([0o600])
    }
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'older.txt'))).mode & 0o777).toBe(0o644)
  })

  it('leaves the older report whole, and nothing else behind, where the findings cannot be read', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.txt')
    await writeFile(path, 'old')
    await expect(writeOutput('it', path, broken(), undefined)).rejects.toThrow(TypeError)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['report.txt'])
  })

  it('stops at the signal with the reason of the signal', async () => {
    const folder = await temporaryFolder()
    const abort = new AbortController()
    async function* endless(): AsyncGenerator<string> {
      for (let count = 0; ; count++) {
        if (count === 100) abort.abort(new Error('enough'))
        yield 'x'.repeat(10_000)
      }
    }
    await expect(writeOutput('it', join(folder, 'x'), endless(), abort.signal)).rejects.toThrow('enough')
    expect(await readdir(folder)).toEqual([])
  })

  it('names the place and the remedy where the folder is missing or the path is a folder', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'taken'))
    const missing = writeOutput('the CSV report', join(folder, 'no', 'report.csv'), pieces('a'), undefined)
    await expect(missing).rejects.toThrow(
      /Cannot write the CSV report to .*report\.csv: the folder does not exist\. Create it/,
    )
    await expect(missing).rejects.toBeInstanceOf(SinkError)
    await expect(writeOutput('it', join(folder, 'taken'), pieces('a'), undefined)).rejects.toThrow(/it is a folder/)
  })

  it.runIf(existsSync('/dev/full'))('[F39] rejects where the disk is full', async () => {
    await expect(writeOutput('it', '/dev/full', pieces('a'), undefined)).rejects.toThrow(/the disk is full/)
  })

  it.runIf(existsSync('/dev/null'))('writes to a device as it is', async () => {
    await writeOutput('it', '/dev/null', pieces('a'), undefined)
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
  })
})

describe('writeOutput to a stream', () => {
  it('leaves the stream open', async () => {
    const { stream, text } = memoryOutput()
    await writeOutput('it', stream, pieces('one '), undefined)
    await writeOutput('it', stream, pieces('two'), undefined)
    expect(text()).toBe('one two')
    expect(stream.listenerCount('error')).toBe(0)
  })

  it('reads no further ahead than the stream takes it', async () => {
    let read = 0
    let taken = 0
    let furthest = 0
    const slow = new Writable({
      write(chunk: Buffer, _encoding, done) {
        furthest = Math.max(furthest, read - taken)
        taken += chunk.length
        setImmediate(done)
      },
    })
    async function* source(): AsyncGenerator<string> {
      for (let count = 0; count < 20_000; count++) {
        read += 1000
        yield 'x'.repeat(1000)
      }
    }
    await writeOutput('it', slow, source(), undefined)
    expect(taken).toBe(20_000_000)
    expect(furthest).toBeLessThan(70_000)
  })

  it('rejects where the reader has gone away, and the process lives on', async () => {
    const stream = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    })
    await expect(writeOutput('it', stream, pieces('a'), undefined)).rejects.toThrow(/gone away/)
    await new Promise((resolve) => setImmediate(resolve))
    await expect(writeOutput('it', stream, pieces('a'), undefined)).rejects.toBeInstanceOf(SinkError)
  })

  it('stops at the signal although nobody reads', async () => {
    const abort = new AbortController()
    const stuck = new PassThrough({ highWaterMark: 1 })
    const writing = writeOutput('it', stuck, pieces('x'.repeat(100_000), 'y'.repeat(100_000)), abort.signal)
    setImmediate(() => abort.abort(new Error('enough')))
    await expect(writing).rejects.toThrow('enough')
  })

  it('makes no call where the signal came first', async () => {
    const { stream, text } = memoryOutput()
    await expect(writeOutput('it', stream, pieces('a'), AbortSignal.abort(new Error('no')))).rejects.toThrow('no')
    expect(text()).toBe('')
  })
})
