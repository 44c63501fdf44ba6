import { ConfigError } from '@opencasb/core'
import { type Command, CommanderError } from 'commander'
import type { ConnectorCommand } from './connectors/connector-command.ts'
import { connectorCommands } from './connectors/connector-commands.ts'
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-code.ts'
import { printError } from './print-error.ts'
import { buildProgram } from './program/build-program.ts'
import { createConsole } from './terminal/console.ts'
import type { CommandHost } from './terminal/host.ts'

/** Options of {@link runCli}. */
export interface RunCliOptions {
  /** @default all connectors of this package */
  readonly connectors?: readonly ConnectorCommand[]
}

/**
 * Runs one command line to its end and says what to exit with. Takes everything from the host that is given and
 * touches nothing of the process: it never exits, and it never rejects.
 */
export async function runCli(host: CommandHost, options: RunCliOptions = {}): Promise<ExitCode> {
  const console = createConsole(host)
  const debug = host.argv.includes('--debug')
  let code: ExitCode = exitCodes.clean
  const program = buildProgram({
    host,
    console,
    connectors: options.connectors ?? connectorCommands(),
    async run(work) {
      code = await work()
    },
  })
  try {
    await program.parseAsync(wordsOf(host.argv, program), { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error)
    printError(console, error, { debug })
    return host.signal.aborted ? exitCodes.interrupted : exitCodeOfError(error)
  }

  /** What commander throws to end early: help and version are no mistakes. */
  function endOfParsing(error: CommanderError): ExitCode {
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return exitCodes.clean
    if (error.code === 'commander.help') return exitCodes.usage
    printError(console, new ConfigError(usageMessage(error.message)), { debug: false })
    return exitCodes.usage
  }
}

/** `opencasb help scan github` is `opencasb scan github --help`, and so is nothing at all. */
function wordsOf([first, ...rest]: readonly string[], program: Command): string[] {
  if (first === undefined) return ['--help']
  if (first !== 'help') return [first, ...rest]
  const isKnown = rest[0] === undefined || program.commands.some((command) => command.name() === rest[0])
  // The error for a command that does not exist says which one was meant.
  return isKnown ? [...rest, '--help'] : [...rest]
}

/** Keeps what names the mistake, and drops what was written behind it: it may be a secret. */
function usageMessage(message: string): string {
  const text = message
    .replace(/^error: /, '')
    .replace(/'(--[\w-]+)=[^']*'/, "'$1'")
    .replace(/( but got \d+):.*$/s, '$1')
  const hint = text.includes('Did you mean') ? '' : '\n--help lists what there is.'
  return text.charAt(0).toUpperCase() + text.slice(1) + hint
}
