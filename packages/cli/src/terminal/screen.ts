import type { CommandHost, Output } from './host.ts'
import { createPaint, hasColors, type Paint } from './paint.ts'

/** What a renderer needs to know of the place where its text is shown. */
export interface Screen {
  /** Columns that text may take. */
  readonly width: number
  readonly paint: Paint
  /** Whether a person is looking. */
  readonly isTerminal: boolean
}

const narrowest = 40
const widest = 120
/** The width where nobody says how wide it is: files, pipes, build logs. */
const assumed = 100

/** Measures an output. Lines longer than 120 columns are hard to read, so wider terminals are not filled. */
export function screenOf(output: Output, env: CommandHost['env']): Screen {
  const columns = output.columns ?? (Number.parseInt(env['COLUMNS'] ?? '', 10) || assumed)
  return {
    width: Math.max(narrowest, Math.min(widest, columns)),
    paint: createPaint(hasColors(output, env)),
    isTerminal: output.isTTY === true,
  }
}
