import type { Connector, ErrorCode, NewIntegration } from '@opencasb/core'
import type { Command } from 'commander'
import type { CommandHost } from '../terminal/host.ts'
import type { Redaction } from '../terminal/redaction.ts'

/** What a connector's options on the command line say. */
export interface ConnectorTarget {
  /** The same for the same target, so that a second scan compares itself with the first. */
  readonly id: string
  readonly name: string
  readonly config: NewIntegration['config']
  readonly credentials: NewIntegration['credentials']
  /** What the user wrote for each field of configuration and credentials: `config.baseUrl` is `--base-url`. */
  readonly optionNames: Readonly<Record<string, string>>
  /** Where the credentials came from, as the user knows it. */
  readonly credentialSource: string
  /** What else may be behind an error, by its code: one sentence that names the option to look at. */
  readonly hints: Partial<Record<ErrorCode, string>>
}

/** What reading the options may use. */
export interface TargetContext {
  readonly host: CommandHost
  /** Takes every secret before anything else may fail. */
  readonly redaction: Redaction
}

/** How one connector is reached from the command line. */
export interface ConnectorCommand {
  readonly connector: Connector
  /** Options that are enough for a scan, for the help: `--org acme`. */
  readonly example: string
  /** Environment variables that credentials are taken from. Where one is set, reconnecting takes those and not the stored ones. */
  readonly credentialVariables?: readonly string[]
  /** Adds the options that say what to scan and how to sign in. */
  addOptions(command: Command): void
  /**
   * The options that say what to scan, as a stored configuration has them; with `undefined` for those that it does not
   * need. Reconnecting takes them from there.
   */
  optionsOf?(config: NewIntegration['config']): Readonly<Record<string, unknown>>
  /**
   * Reads these options, the environment and the files that they name.
   * @throws ConfigError naming the option and the remedy
   */
  target(options: Readonly<Record<string, unknown>>, context: TargetContext): Promise<ConnectorTarget>
}
