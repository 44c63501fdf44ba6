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

/** `opencasb help scan github` and `opencasb scan help github` are `opencasb scan github --help`, and so is nothing at all. */
function wordsOf(argv: readonly string[], program: Command): string[] {
  if (argv.length === 0) return ['--help']
  const help = argv.indexOf('help')
  if (help < 0 || commandOf(argv.slice(0, help), program)?.commands.length === 0) return [...argv]
  const words = argv.filter((_, index) => index !== help)
  // The error for a command that does not exist says which one was meant.
  return commandOf(words, program) === undefined ? words : [...words, '--help']
}

/** The command that words lead to: what follows one that does something is no command. */
function commandOf([first, ...rest]: readonly string[], from: Command): Command | undefined {
  if (first === undefined || first.startsWith('-') || from.commands.length === 0) return from
  const next = from.commands.find((command) => command.name() === first)
  return next && commandOf(rest, next)
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
