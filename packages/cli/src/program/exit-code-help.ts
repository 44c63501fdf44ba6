/** What the exit codes mean, as the help prints it: narrow, because it is not wrapped. */
export const exitCodeHelp = `
Exit codes:
  0    clean: everything was judged, no finding at or above --fail-on
  1    findings at or above --fail-on
  2    wrong usage or configuration; nothing was scanned
  3    incomplete: something could not be read, no finding at --fail-on
  4    failed: credentials, vendor, database or output did not work
  130  stopped with Ctrl-C`
