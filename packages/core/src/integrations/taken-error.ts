import { ConfigError } from '../errors/config-error.ts'

/** Somebody has an integration of this id. */
export function takenError(id: string): ConfigError {
  const message = `id: there is an integration "${id}" already; choose another id or update that one`
  return new ConfigError(message, { field: 'id' })
}
