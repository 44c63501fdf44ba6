import { Option } from 'commander'

/** An option that says what to scan. */
export function whatOption(flags: string, text: string): Option {
  return new Option(flags, text).helpGroup('What to scan:')
}

const signInGroup = 'Signing in:'

/** An option that says how to sign in. */
export function signInOption(flags: string, text: string): Option {
  return new Option(flags, text).helpGroup(signInGroup)
}

/** The options among them that say how to sign in, by their names in what commander has read. */
export function signInNames(options: readonly Option[]): readonly string[] {
  return options
    .filter(({ helpGroupHeading }) => helpGroupHeading === signInGroup)
    .map((option) => option.attributeName())
}
