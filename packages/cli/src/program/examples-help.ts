/** Command lines to copy, as the help prints them below the options. */
export function examplesHelp(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  opencasb ${command}`).join('\n')}`
}
