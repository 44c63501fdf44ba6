import { ConfigError } from './config-error.ts'

/** @throws ConfigError where the number is not within its bounds */
export function checkRange(field: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) refuse(field, `a number from ${min} to ${max}`, value)
}

/** Several numbers with the same bounds, by the name of their field. @throws ConfigError for the first that is not whole or not within them */
export function checkWholeNumbers(values: Readonly<Record<string, number>>, min: number, max: number): void {
  for (const [field, value] of Object.entries(values)) {
    if (!(Number.isInteger(value) && value >= min && value <= max)) {
      refuse(field, `a whole number from ${min} to ${max}`, value)
    }
  }
}

function refuse(field: string, expected: string, value: number): never {
  throw new ConfigError(`${field}: must be ${expected}, not ${value}`, { field })
}
