import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FindingChange } from '@opencasb/core'
import { findingSinkConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { temporaryFolder } from '../../tests/fixture/temporary-folder.ts'
import { jsonlSink } from './jsonl-sink.ts'

/** The file does not exist before the first change. */
async function changesIn(path: string): Promise<FindingChange[]> {
  const lines = existsSync(path) ? (await readFile(path, 'utf8')).split('\n').slice(0, -1) : []
  return lines.map((line) => JSON.parse(line))
}

findingSinkConformance({
  create: async () => {
    const path = join(await temporaryFolder(), 'changes.jsonl')
    return { sink: jsonlSink({ path }), received: () => changesIn(path) }
  },
  describe,
  it,
})
