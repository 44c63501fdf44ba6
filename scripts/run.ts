import { type SpawnOptions, spawn } from 'node:child_process'
import { root } from './workspace.ts'

/** How a command ended. */
export interface Outcome {
  readonly code: number
  readonly output: string
}

/** Runs a command and collects what it prints. */
export function capture(
  command: string,
  commandArguments: readonly string[],
  options: SpawnOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Runs a command; rejects with all that it printed where it fails. */
export async function run(
  command: string,
  commandArguments: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { code, output } = await capture(command, commandArguments, options)
  if (code !== 0) throw new Error(`${command} ${commandArguments.join(' ')} ended with ${code}\n${output}`)
  return output
}

/**
 * Runs npm as it was started: with the Node that ran the outer npm, which may trust other certificates than the project's
 * own Node does.
 */
export function runNpm(commandArguments: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  return script && node ? run(node, [script, ...commandArguments], options) : run('npm', commandArguments, options)
}

/** Runs a task for each item, at most `width` at once. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await task(item)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
