import { SinkError } from '@opencasb/core'
import type { CommandHost, Output } from './host.ts'
import { neutral } from './neutral.ts'
import { createRedaction, type Redaction } from './redaction.ts'
import { type Screen, screenOf } from './screen.ts'

/** What a command prints with. */
export interface Console {
  /** For results. */
  readonly screen: Screen
  /** For notes and errors. */
  readonly noteScreen: Screen
  readonly redaction: Redaction
  /** Prints lines of results. Waits while the reader is slow; does nothing once the reader has gone. */
  print(lines: readonly string[]): Promise<void>
  /** Prints lines beside the results, on the error output; secrets are hidden. */
  note(lines: readonly string[]): void
}

/** Makes the console of a command. */
export function createConsole(host: CommandHost): Console {
  const redaction = createRedaction()
  const closed = new Set<Output>()
  for (const output of new Set([host.stdout, host.stderr])) {
    // A reader such as `head` that has seen enough is no error: the command goes on without it.
    // What else goes wrong is told to the one who wrote.
    output.on('error', (error) => {
      if (isReaderGone(error)) closed.add(output)
    })
  }
  return {
    screen: screenOf(host.stdout, host.env),
    noteScreen: screenOf(host.stderr, host.env),
    redaction,
    async print(lines) {
      if (closed.has(host.stdout) || lines.length === 0) return
      await new Promise<void>((resolve, reject) => {
        host.stdout.write(`${lines.join('\n')}\n`, (error) => {
          if (!error || isReaderGone(error)) resolve()
          else reject(new SinkError(`stdout: cannot be written: ${error.message}`, { sink: 'stdout', cause: error }))
        })
      })
    },
    note(lines) {
      if (closed.has(host.stderr) || lines.length === 0) return
      host.stderr.write(`${lines.map((line) => redaction.apply(line)).join('\n')}\n`)
    },
  }
}

/** Says whether a write failed because whoever read it, such as `head`, has seen enough. */
export function isReaderGone(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END') return true
  }
  return false
}

/** Makes a message that may quote foreign text printable: every line of it neutralised on its own. */
export function printable(message: string): readonly string[] {
  return message.split('\n').map((line) => neutral(line, 2_000))
}
