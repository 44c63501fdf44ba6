import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What one run of the demo leaves to the next. */
export interface DemoMemory {
  /** Runs that ended. */
  readonly runs: number
  /** Where the simulated vendors listened, so that they listen there again and unchanged answers are known. */
  readonly ports: Readonly<Record<string, number>>
  /** The moment that the dates of the simulated organisations are counted from. */
  readonly epoch: number
}

const fileName = 'demo.json'

/** Reads what the last run left in the folder; a folder that is new or broken begins anew. */
export async function readDemoMemory(folder: string): Promise<DemoMemory> {
  await mkdir(folder, { recursive: true })
  try {
    const memory: unknown = JSON.parse(await readFile(join(folder, fileName), 'utf8'))
    if (isDemoMemory(memory)) return memory
  } catch {
    // There was no run before this one.
  }
  return { runs: 0, ports: {}, epoch: Date.now() }
}

/** Leaves something to the next run; replaces the file in one step. */
export async function writeDemoMemory(folder: string, memory: DemoMemory): Promise<void> {
  const file = join(folder, fileName)
  await writeFile(`${file}.new`, `${JSON.stringify(memory)}\n`)
  await rename(`${file}.new`, file)
}

function isDemoMemory(value: unknown): value is DemoMemory {
  const memory = value as Partial<DemoMemory> | null
  return typeof memory?.runs === 'number' && typeof memory.epoch === 'number' && typeof memory.ports === 'object'
}
