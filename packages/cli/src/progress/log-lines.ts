import { inspect } from 'node:util'
import type { Log } from '@opencasb/core'
import type { Console } from '../terminal/console.ts'
import { neutral } from '../terminal/neutral.ts'

/** Diagnostics as lines on the error output: one line each, secrets hidden, nothing that a terminal would obey. */
export function logLines(console: Console): Log {
  const line =
    (level: string) =>
    (message: string, data: Readonly<Record<string, unknown>> = {}): void => {
      const facts = Object.entries(data).map(
        ([key, value]) =>
          `${key}=${typeof value === 'string' ? value : inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY })}`,
      )
      console.note([console.noteScreen.paint.faint(neutral([level, message, ...facts].join(' '), 2_000))])
    }
  return { debug: line('debug'), warn: line('warn') }
}
