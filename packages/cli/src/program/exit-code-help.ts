/** What the exit codes of scans mean, as the help prints it: narrow, because it is not wrapped. */
export const exitCodeHelp = `
Exit codes:
  0    clean: everything was judged, no finding at or above --fail-on
  1    findings at or above --fail-on
  2    wrong usage or configuration; nothing was scanned
  3    incomplete: something could not be read, no finding at --fail-on
  4    failed: credentials, vendor, database or output did not work
  130  stopped with Ctrl-C`

/** The same of `integrations check`. */
export const checkExitCodeHelp = `
Exit codes:
  0    healthy: everything that the checks need can be read
  2    wrong usage or configuration, or it is paused
  3    degraded: part cannot be read; or never scanned to the end yet
  4    credentials refused, quota used up, vendor or database out of reach
  130  stopped with Ctrl-C`

/** The same of `schedule run`. */
export const scheduleExitCodeHelp = `
Exit codes:
  0    stopped as asked; with --once: no scan failed, whatever was found
  2    wrong usage or configuration; nothing was scanned
  4    database or keys do not work; with --once: or a scan failed
  130  with --once: stopped with Ctrl-C`
