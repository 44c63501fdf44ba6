import { fork, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

/** The programs that are measured, each in a process of its own. */
const programs = [
  'scan',
  'bare',
  'octokit',
  'http',
  'http-server',
  'store-writes',
  'store-listings',
  'store-rescan',
  'fleet-worker',
]

const built = new URL('./dist/', import.meta.url)

/** Builds the packages as they are published: what is measured is what hosts run, and no compiler beside it. */
export function buildPackages(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the packages do not build')
  mkdirSync(built, { recursive: true })
  for (const program of programs) compile(program)
}

/** Turns a measured program into JavaScript that finds the built packages. */
function compile(program: string): void {
  buildSync({
    entryPoints: [fileURLToPath(new URL(`./processes/${program}.ts`, import.meta.url))],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    outfile: fileURLToPath(new URL(`${program}.mjs`, built)),
  })
}

/**
 * Runs one of the measured programs in a process of its own and returns what it sends.
 * @param flags for V8, such as `--max-old-space-size=64`
 */
export function runProcess<T>(program: string, input: unknown, flags: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(`${program}.mjs`, built), [JSON.stringify(input)], {
      execArgv: [...flags],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let answer: { readonly value: T } | undefined
    child.on('message', (value) => {
      answer = { value: value as T }
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (answer) resolve(answer.value)
      else reject(new Error(`${program} ended with ${code ?? signal} and measured nothing`))
    })
  })
}

/** One of the programs while it runs. */
export interface RunningProcess<Message> {
  /** Resolves with the next message that is so. */
  says(isIt: (message: Message) => boolean): Promise<Message>
  onMessage(listener: (message: Message) => void): void
  tell(message: string): void
  kill(): void
}

/** Starts one of the measured programs, for those that run beside others and are told what to do. */
export function startProcess<Message>(program: string, input: unknown): RunningProcess<Message> {
  const child = fork(new URL(`${program}.mjs`, built), [JSON.stringify(input)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    says(isIt) {
      const { promise, resolve, reject } = Promise.withResolvers<Message>()
      child.on('message', (message) => isIt(message as Message) && resolve(message as Message))
      child.once('exit', (code, signal) => reject(new Error(`${program} has ended with ${code ?? signal}`)))
      return promise
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as Message)),
    tell: (message) => void child.send(message),
    kill: () => void child.kill('SIGKILL'),
  }
}
