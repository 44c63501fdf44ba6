import { runCli } from '../src/run-cli.ts'
import { type CapturedHost, capturedHost } from './captured-host.ts'
import { smallWorld } from './small-world.ts'

/** A token that must never be seen again after it was given. */
export const canaryToken = 'ghp_canary0123456789abcdefghijklmnop'

/** How a command ended and what it wrote. */
export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Everything that was written, for searching it. */
  readonly all: string
}

/** Runs one command line against a small world; the token is set. */
export async function runCommand(
  argv: readonly string[],
  options: Parameters<typeof capturedHost>[1] & { readonly world?: ReturnType<typeof smallWorld> } = {},
): Promise<CommandResult> {
  const { world = smallWorld(), ...hostOptions } = options
  const host: CapturedHost = capturedHost(argv, { env: { GITHUB_TOKEN: canaryToken }, ...hostOptions })
  const code = await runCli(host, { connectors: [world.command] })
  const out = host.stdout.text()
  const err = host.stderr.text()
  return { code, out, err, all: out + err }
}
