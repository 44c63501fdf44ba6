import { inspect } from 'node:util'
import { OpenCasbError, StateError } from '@opencasb/core'
import { type Console, printable } from './terminal/console.ts'
import { paragraph } from './terminal/layout.ts'

const label = 'Error  '

/** Prints one message on the error output, its further lines below the first. */
export function printMessage(console: Console, message: string): void {
  const { paint, width, isTerminal } = console.noteScreen
  const lines = printable(console.redaction.apply(message)).flatMap((line) =>
    // Logs are searched by line, so only a terminal gets the message in several.
    isTerminal ? paragraph(line, width, label.length) : [' '.repeat(label.length) + line],
  )
  console.note(
    lines.map((line, index) => (index === 0 ? paint.bad(label.trimEnd()) + line.slice(label.trimEnd().length) : line)),
  )
}

/** Prints what went wrong; the stack only where the user asked for it. */
export function printError(console: Console, error: unknown, options: { readonly debug: boolean }): void {
  printMessage(console, messageOf(error))
  if (options.debug) console.note(['', ...inspect(error, { depth: 6 }).split('\n').flatMap(printable)])
  // Whoever stops a command knows where that comes from.
  else if (!OpenCasbError.is(error) && !isAbort(error))
    console.note([`${' '.repeat(label.length)}--debug says where this comes from.`])
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function messageOf(error: unknown): string {
  // Reports leave out which key it is and where: customers read them. Here the operator does.
  if (StateError.is(error) && OpenCasbError.is(error.cause)) return `${error.message}\n${error.cause.message}`
  if (error instanceof Error) return error.message || error.name
  return String(error)
}
