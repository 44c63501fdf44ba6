import type { CommandHost } from '../src/terminal/host.ts'
import { type CapturedOutput, emptyFolder } from './captured-host.ts'
import { type CommandResult, canaryToken, runCommand } from './run-command.ts'
import { type SmallWorld, smallWorld } from './small-world.ts'

/** Commands on one small world, one database and one file of keys. */
export interface ConnectedWorld {
  readonly world: SmallWorld
  readonly cwd: string
  /** Runs one command line; words in double quotes are one. */
  run(
    line: string,
    options?: Partial<Pick<CommandHost, 'env' | 'signal' | 'stdin'>> & { readonly stderr?: CapturedOutput },
  ): Promise<CommandResult>
}

/** The option that names the keys. */
export const sealed = '--vault-keys opencasb.keys'

/** Makes a small world with keys, in an empty folder. Nothing is connected yet. */
export async function connectedWorld(): Promise<ConnectedWorld> {
  const world = smallWorld()
  const cwd = await emptyFolder()
  const run: ConnectedWorld['run'] = (line, options = {}) =>
    runCommand(words(line), { env: { GITHUB_TOKEN: canaryToken }, ...options, cwd, world })
  await run('keys create opencasb.keys')
  return { world: world.world, cwd, run }
}

function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word)
}
