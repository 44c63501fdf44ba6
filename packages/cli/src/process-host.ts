import type { CommandHost } from './terminal/host.ts'

/** What {@link processHost} needs of a process. */
export interface HostProcess
  extends Pick<NodeJS.Process, 'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'cwd' | 'exit'> {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/**
 * The process as commands see it. The first Ctrl-C ends the scan at its next checkpoint, the second ends the process at
 * once.
 */
export function processHost(process: HostProcess): CommandHost {
  const interruption = new AbortController()
  const interrupt = (): void => {
    if (interruption.signal.aborted) process.exit(130)
    interruption.abort(new DOMException('Stopped by the user', 'AbortError'))
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return {
    argv: process.argv.slice(2),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    signal: interruption.signal,
  }
}
