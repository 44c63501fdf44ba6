import { Option } from 'commander'

/** An option that says what to scan. */
export function whatOption(flags: string, text: string): Option {
  return new Option(flags, text).helpGroup('What to scan:')
}

/** An option that says how to sign in. */
export function signInOption(flags: string, text: string): Option {
  return new Option(flags, text).helpGroup('Signing in:')
}
