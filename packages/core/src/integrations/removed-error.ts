import { ConfigError } from '../errors/config-error.ts'

/** Somebody removed the integration while something was done to it. */
export function removedError(id: string): ConfigError {
  return new ConfigError(`integration: "${id}" was removed meanwhile`, { field: 'integration' })
}
