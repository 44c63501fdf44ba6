import { Option } from 'commander'
import type { CommandContext } from '../../program/command-context.ts'

/** How a command on integrations answers. */
export type AnswerFormat = 'table' | 'json'

/** `--format` of a command that answers with one thing. */
export function answerFormatOption(): Option {
  return new Option('--format <format>', 'how the answer is printed')
    .choices(['table', 'json'])
    .default('table')
    .helpGroup('Results:')
}

/** Prints an answer: for people, or for programs. */
export async function printAnswer(
  { console }: CommandContext,
  format: AnswerFormat,
  value: unknown,
  lines: () => readonly string[],
): Promise<void> {
  await console.print(format === 'json' ? [JSON.stringify(value, undefined, 2)] : lines())
}
