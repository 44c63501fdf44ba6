const widest = 80

/** Command lines to copy, as the help prints them below the options: long ones go on in the next line. */
export function examplesHelp(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  ${fold(`opencasb ${command}`)}`).join('\n')}`
}

/** Breaks before options, in the way that a shell takes back. */
function fold(command: string): string {
  const [first = '', ...options] = command.split(/ (?=--)/)
  let length = 2 + first.length
  return options.reduce((text, option) => {
    length += 1 + option.length
    // There must be room for the backslash.
    if (length <= widest - 2) return `${text} ${option}`
    length = 4 + option.length
    return `${text} \\\n    ${option}`
  }, first)
}
