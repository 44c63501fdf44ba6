import { ConfigError, type Scanner } from '@opencasb/core'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import type { CommandContext } from '../program/command-context.ts'
import { renderFinding } from '../render/render-findings.ts'

/** Prints one finding with everything that is known of it. */
export async function showFinding(
  context: CommandContext,
  scanner: Scanner,
  id: string,
  format: 'table' | 'json',
): Promise<ExitCode> {
  const { console } = context
  const finding = await scanner.findings.get(id)
  if (!finding) {
    throw new ConfigError(`id: there is no finding ${id}. \`opencasb findings list\` shows those that there are.`, {
      field: 'id',
    })
  }
  const history = await scanner.findings.history(finding.fingerprint)
  await console.print(
    format === 'json'
      ? [JSON.stringify({ finding, history }, undefined, 2)]
      : renderFinding(finding, history, console.screen),
  )
  return exitCodes.clean
}
