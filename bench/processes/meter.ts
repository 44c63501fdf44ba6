/** What a measured program cost. */
export interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
  /** Peak of the whole process, MiB. */
  readonly peakRssMb: number
  /** Highest heap in use that was sampled, MiB; after a collection where `--expose-gc` is given. */
  readonly peakHeapMb: number
}

/** Starts measuring; call what it returns to stop. */
export function startMeter(): () => Cost {
  const started = performance.now()
  const cpu = process.cpuUsage()
  let peakHeap = 0
  const sample = (): void => {
    // With --expose-gc: what is really kept, without what is about to go.
    globalThis.gc?.()
    peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed)
  }
  const timer = setInterval(sample, globalThis.gc ? 100 : 20)
  return () => {
    clearInterval(timer)
    sample()
    const { user, system } = process.cpuUsage(cpu)
    return {
      wallMs: performance.now() - started,
      cpuMs: (user + system) / 1000,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
      peakHeapMb: peakHeap / 1024 / 1024,
    }
  }
}

/** The input of this program. */
export function inputOf<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T
}

/** Hands the result to whoever started this program, and ends it. */
export function answer(value: unknown): void {
  process.send?.(value, () => process.exit(0))
}
