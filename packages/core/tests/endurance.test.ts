import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createScanner } from '../src/index.ts'
import { NotesWorld, notesConnector } from './notes-world.ts'

/** So many scans let caches, compiled code and the stored history of runs fill up first. */
const warmUpScans = 60
const scans = 300

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Lets what has ended go, then measures. */
async function measure(signal: AbortSignal): Promise<{ readonly heap: number; readonly resources: number }> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
  }
  void signal
  return { heap: process.memoryUsage().heapUsed, resources: process.getActiveResourcesInfo().length }
}
