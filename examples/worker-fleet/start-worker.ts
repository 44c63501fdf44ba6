import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { FleetEnvironment } from './fleet-scanner.ts'

/** A worker in a process of its own. */
export interface Worker {
  readonly name: string
  readonly process: ChildProcess
  /** Resolves with the first line that matches. */
  says(pattern: RegExp): Promise<string>
  /** Sends it the signal and waits for its end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Starts a worker; what it says is printed behind its name. */
export function startWorker(name: string, environment: FleetEnvironment): Worker {
  const script = fileURLToPath(new URL('worker.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@opencasb/source', script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => console.log(`${name} ${line}`))
  return {
    name,
    process: child,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        lines.on('line', (line) => pattern.test(line) && resolve(line))
        lines.on('close', () => reject(new Error(`${name} has ended without saying ${pattern}`)))
      }),
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}
