import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'

/** A simulator in a process of its own. */
export interface SimulatorProcess {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  /** Number of the process. */
  readonly pid: number
  /** Ends the process. */
  close(): Promise<void>
}

/** What {@link startSimulatorProcess} takes. */
export interface SimulatorProcessStart {
  /** Path of the module that the process imports; `createRequire(import.meta.url).resolve('…/simulator')` finds it. */
  readonly entry: string
  /** Which of its exports the process calls: a function that calls {@link serveSimulatorProcess}. @default 'serveSimulatorProcess' */
  readonly serve?: string
  /** Sent to the process: plain JSON. */
  readonly options: object
}

/**
 * Starts a simulator in a process of its own, so that its work does not count as that of whoever measures. The process
 * ends with this one, however this one ends.
 */
export async function startSimulatorProcess({
  entry,
  serve = 'serveSimulatorProcess',
  options,
}: SimulatorProcessStart): Promise<SimulatorProcess> {
  const fromSource = entry.endsWith('.ts')
  const program = `import(${JSON.stringify(pathToFileURL(entry).href)}).then((it) => it[${JSON.stringify(serve)}]())`
  const child = spawn(
    process.execPath,
    [...(fromSource ? ['--conditions=@opencasb/source'] : []), '--input-type=module', '--eval', program],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the simulator ended with ${code} before it listened`)))
    child.once('message', () => {
      child.once('message', (message) => resolve(String(message)))
      child.send(options)
    })
  })
  return {
    url,
    pid: child.pid ?? 0,
    close: async () => {
      child.disconnect()
      await ended
    },
  }
}

/**
 * What the process of {@link startSimulatorProcess} runs: takes its options from the parent, tells where it listens and
 * ends when the parent lets go of it.
 */
export async function serveSimulatorProcess<Options>(
  start: (options: Options) => Promise<{ readonly url: string }>,
): Promise<void> {
  process.once('disconnect', () => process.exit(0))
  // Ctrl-C in a terminal reaches every process; this one ends with its parent, which may still be reading.
  process.on('SIGINT', () => undefined)
  const options = await new Promise<Options>((resolve) => {
    process.once('message', (message) => resolve(message as Options))
    process.send?.('ready')
  })
  const simulator = await start(options)
  process.send?.(simulator.url)
}
