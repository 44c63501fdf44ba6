import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { createSimulatorControl, type GithubSimulatorControl } from './control/create-simulator-control.ts'
import { createGithubSimulator } from './create-github-simulator.ts'
import type { GithubSimulatorOptions } from './options.ts'

/** Options for a simulator in a process of its own: those that can be sent there. */
export type SimulatorProcessOptions = Omit<GithubSimulatorOptions, 'now'>

/** A simulated GitHub in a process of its own. */
export interface SimulatorProcess {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  readonly control: GithubSimulatorControl
  /** Number of the process. */
  readonly pid: number
  /** Ends the process. */
  close(): Promise<void>
}

/**
 * Starts a simulated GitHub in a process of its own, so that its work does not count as that of whoever measures. The
 * process ends with this one, however this one ends.
 */
export async function startSimulatorProcess(options: SimulatorProcessOptions = {}): Promise<SimulatorProcess> {
  const entry = createRequire(import.meta.url).resolve('@opencasb/connector-github/simulator')
  const fromSource = entry.endsWith('.ts')
  const program = `import(${JSON.stringify(pathToFileURL(entry).href)}).then((it) => it.serveSimulatorProcess())`
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
    control: createSimulatorControl(url),
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
export async function serveSimulatorProcess(): Promise<void> {
  process.once('disconnect', () => process.exit(0))
  // Ctrl-C in a terminal reaches every process; this one ends with its parent, which may still be reading.
  process.on('SIGINT', () => undefined)
  const options = await new Promise<SimulatorProcessOptions>((resolve) => {
    process.once('message', (message) => resolve(message as SimulatorProcessOptions))
    process.send?.('ready')
  })
  const simulator = await createGithubSimulator(options)
  process.send?.(simulator.url)
}
