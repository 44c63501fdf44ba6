import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Waits until the pipe to the process that started the server is closed, which the kernel does however it ended, then
 * ends the server at once and removes its folder. It reads the server's id when it needs it: restarts change it.
 */
const script = `
cat >/dev/null
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  [ -d "$1" ] || exit 0
  if [ -f "$1/data/postmaster.pid" ]; then
    server=$(head -n 1 "$1/data/postmaster.pid")
    kill -QUIT "$server" 2>/dev/null
  fi
  sleep 0.3
  [ -f "$1/data/postmaster.pid" ] && kill -0 "$server" 2>/dev/null || rm -rf "$1"
done
`

/** Starts the process that outlives this one by a moment, whatever ends it, and clears up. */
export function startWatchdog(folder: string): ChildProcess {
  const watchdog = spawn('/bin/sh', ['-c', script, 'opencasb-postgres-watchdog', folder], {
    cwd: '/',
    // A group of its own: an interrupt at the terminal must not end it first.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  if (watchdog.stdin && 'unref' in watchdog.stdin) (watchdog.stdin as { unref(): void }).unref()
  return watchdog
}
