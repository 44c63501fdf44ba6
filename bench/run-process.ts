import { fork } from 'node:child_process'

/**
 * Runs one of the measured programs in a process of its own and returns what it sends.
 * @param flags for V8, such as `--max-old-space-size=64`
 */
export function runProcess<T>(program: string, input: unknown, flags: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const file = new URL(`./processes/${program}.ts`, import.meta.url)
    const child = fork(file, [JSON.stringify(input)], {
      execArgv: ['--conditions=@opencasb/source', ...flags],
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
