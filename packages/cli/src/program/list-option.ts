import { ConfigError } from '@opencasb/core'
import { orLeaveOut } from './text-option.ts'

/**
 * Reads an option that may be repeated and may hold several values with commas between them. One that holds none is
 * refused: a variable that is not set must not choose anything.
 */
export function listOption(field: string): (value: string, before?: readonly string[]) => readonly string[] {
  return (value, before = []) => {
    const parts = value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
    if (parts.length === 0) {
      throw new ConfigError(`${field}: is empty; ${orLeaveOut}`, { field })
    }
    return [...before, ...parts]
  }
}
