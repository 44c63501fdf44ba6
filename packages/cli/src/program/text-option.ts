import { ConfigError } from '@opencasb/core'

/** The remedy where the option may be left out. */
export const orLeaveOut = 'give a value, or leave the option out'

/**
 * Reads an option that takes a text. An empty one is refused: a variable that is not set must not take anything away.
 * @param remedy what to do instead, as the end of a sentence
 */
export function textOption(field: string, remedy: string): (value: string) => string {
  return (value) => {
    if (value.trim() !== '') return value
    throw new ConfigError(`${field}: is empty; ${remedy}`, { field })
  }
}
