import type { ConnectorCommand } from '../connectors/connector-command.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Console } from '../terminal/console.ts'
import type { CommandHost } from '../terminal/host.ts'

/** What every command works with. */
export interface CommandContext {
  readonly host: CommandHost
  readonly console: Console
  readonly connectors: readonly ConnectorCommand[]
  /** Runs a command's work; what it resolves with is the exit code. */
  run(work: () => Promise<ExitCode>): Promise<void>
}
