import type { Readable, Writable } from 'node:stream'

/** Where text goes: `process.stdout`, or what a test puts in its place. */
export interface Output extends Writable {
  readonly isTTY?: boolean
  /** Width of the terminal in columns. */
  readonly columns?: number
  readonly rows?: number
}

/** Everything that a command takes from the process it runs in, so that it can run in any other. */
export interface CommandHost {
  /** The arguments after the program's name. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin?: Readable
  /** Results. */
  readonly stdout: Output
  /** Progress, notes and errors. */
  readonly stderr: Output
  /** Relative paths start here. */
  readonly cwd: string
  /** Ends the running command at its next checkpoint. */
  readonly signal: AbortSignal
}
