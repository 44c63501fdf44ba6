import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What a function took at its worst, in bytes over what was there before. */
export interface MemoryUsage<T> {
  /** Live heap: what is left right after a garbage collection. */
  readonly peakHeap: number
  /** Memory of the whole process. */
  readonly peakRss: number
  /** Live heap that is still there after the function ended. */
  readonly retainedHeap: number
  readonly result: T
}

/** What {@link probeMemory} takes. */
export interface MemoryProbeOptions {
  /** How often a sample is taken, in milliseconds; each one costs a garbage collection. @default 50 */
  readonly everyMs?: number
}

/** Lets a function take a sample at a moment of its own choice, such as after each page. */
export type TakeSample = () => void

/**
 * Measures the memory that an asynchronous function needs, by collecting garbage at intervals and looking at what
 * lives on. Needs no flag of Node.js. Run nothing else beside it.
 */
export async function probeMemory<T>(
  run: (sample: TakeSample) => Promise<T>,
  options: MemoryProbeOptions = {},
): Promise<MemoryUsage<T>> {
  const collect = garbageCollector()
  collect()
  const before = process.memoryUsage()
  let peakHeap = 0
  let peakRss = 0
  const sample = (): void => {
    // The process is read first: a collection may give memory back.
    peakRss = Math.max(peakRss, process.memoryUsage.rss() - before.rss)
    collect()
    peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed - before.heapUsed)
  }
  const timer = setInterval(sample, options.everyMs ?? 50)
  try {
    const result = await run(sample)
    sample()
    return { peakHeap, peakRss, retainedHeap: process.memoryUsage().heapUsed - before.heapUsed, result }
  } finally {
    clearInterval(timer)
  }
}

/** Node hides its collector unless started with a flag; the flag can be set late for a new context. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('This Node.js does not let its garbage be collected on demand')
  return () => {
    collect()
  }
}
