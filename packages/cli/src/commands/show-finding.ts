import { ConfigError, type Scanner } from '@opencasb/core'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import type { CommandContext } from '../program/command-context.ts'
import { renderFinding } from '../render/render-findings.ts'
import type { NamedFinding } from './named-finding.ts'

/** Prints one finding with everything that is known of it. */
export async function showFinding(
  context: CommandContext,
  scanner: Scanner,
  named: NamedFinding,
  format: 'table' | 'json',
): Promise<ExitCode> {
  const { console } = context
  const finding = await scanner.findings.get(named)
  if (!finding) {
    throw new ConfigError('id: the finding was removed just now', { field: 'id' })
  }
  const history = await scanner.findings.history(named)
  await console.print(
    format === 'json'
      ? [JSON.stringify({ finding, history }, undefined, 2)]
      : renderFinding(finding, history, console.screen),
  )
  return exitCodes.clean
}
