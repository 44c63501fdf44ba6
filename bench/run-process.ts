import { fork, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

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
  for (const program of ['scan', 'bare', 'octokit', 'http', 'http-server']) compile(program)
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
