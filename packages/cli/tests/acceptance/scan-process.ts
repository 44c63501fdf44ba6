import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../src/bin.ts', import.meta.url))

/** A scan from the command line in a process of its own. */
export interface ScanProcess {
  /** Ends it as the operating system would: it gets no chance to do anything. */
  kill(): void
  /** Resolves once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly output: string }>
}

/** Starts the command from source. */
export function startScan(options: {
  readonly baseUrl: string
  readonly database: string
  readonly token: string
}): ScanProcess {
  const { baseUrl, database, token } = options
  const argv = ['scan', 'github', '--org', 'acme', '--base-url', baseUrl, '--database', database, '--quiet']
  const child = spawn(process.execPath, ['--conditions=@opencasb/source', bin, ...argv], {
    env: { ...process.env, GITHUB_TOKEN: token, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return {
    kill: () => child.kill('SIGKILL'),
    ended: new Promise((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal, output }))
    }),
  }
}
