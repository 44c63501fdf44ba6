import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { CommandHost, Output } from '../src/terminal/host.ts'

/** An output that remembers what was written to it. */
export interface CapturedOutput extends Output {
  readonly text: () => string
}

/** Makes an output of the given width, a terminal if wanted. */
export function capturedOutput(options: { readonly isTTY?: boolean; readonly columns?: number } = {}): CapturedOutput {
  let text = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  return Object.assign(stream, { text: () => text, columns: 80, ...options })
}

/** A process for one command, in an empty folder of its own. */
export interface CapturedHost extends CommandHost {
  readonly stdout: CapturedOutput
  readonly stderr: CapturedOutput
}

/** Makes the host of one command line. */
export function capturedHost(
  argv: readonly string[],
  options: Partial<Omit<CommandHost, 'stdout' | 'stderr' | 'argv'>> & {
    readonly stdout?: CapturedOutput
    readonly stderr?: CapturedOutput
  } = {},
): CapturedHost {
  return {
    argv,
    env: {},
    cwd: tmpdir(),
    signal: new AbortController().signal,
    stdout: capturedOutput(),
    stderr: capturedOutput(),
    ...options,
  }
}

/** Makes an empty folder for one test. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'opencasb-cli-'))
}
