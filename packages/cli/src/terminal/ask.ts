import { createInterface } from 'node:readline'
import type { CommandHost } from './host.ts'

/**
 * Asks the person at the terminal; the question goes where notes go, so that results stay clean.
 * @returns the line that was typed, trimmed; empty where nothing was, `undefined` where nobody is there to ask
 */
export async function ask(
  { stdin, stderr, signal }: Pick<CommandHost, 'stdin' | 'stderr' | 'signal'>,
  question: string,
): Promise<string | undefined> {
  const isTerminal = (stdin as { readonly isTTY?: boolean } | undefined)?.isTTY === true && stderr.isTTY === true
  if (!stdin || !isTerminal) return undefined
  signal.throwIfAborted()
  stderr.write(question)
  // The terminal itself edits the line; Ctrl-C and the end of the input close it without an answer.
  const lines = createInterface({ input: stdin, terminal: false, signal })
  const answer = await new Promise<string>((resolve) => {
    let isAnswered = false
    lines.once('line', (line) => {
      isAnswered = true
      resolve(line)
    })
    lines.once('close', () => {
      if (!isAnswered) stderr.write('\n')
      resolve('')
    })
  })
  lines.close()
  signal.throwIfAborted()
  return answer.trim()
}
