import { styleText } from 'node:util'
import type { Severity } from '@opencasb/core'
import type { CommandHost, Output } from './host.ts'

/** Colours by what they mean; each is the identity where colours are off. */
export interface Paint {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly link: (text: string) => string
  readonly severity: (severity: Severity, text: string) => string
}

type Style = Parameters<typeof styleText>[0]

const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'magenta'],
  high: 'red',
  medium: 'yellow',
  low: 'blue',
}

/**
 * Says whether an output may be coloured. `FORCE_COLOR` has the first word, then `NO_COLOR` and a dumb terminal, then
 * whether it is a terminal at all.
 * @see https://no-color.org
 */
export function hasColors(output: Output, env: CommandHost['env']): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (env['NO_COLOR'] || env['TERM'] === 'dumb') return false
  return output.isTTY === true
}

/** Makes the colours, or none. */
export function createPaint(colors: boolean): Paint {
  const style =
    (format: Style) =>
    (text: string): string =>
      colors && text !== '' ? styleText(format, text, { validateStream: false }) : text
  return {
    strong: style('bold'),
    faint: style('dim'),
    good: style('green'),
    bad: style('red'),
    link: style(['cyan', 'underline']),
    severity: (severity, text) => style(severityStyles[severity])(text),
  }
}
