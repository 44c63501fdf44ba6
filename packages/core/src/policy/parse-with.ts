import type { StandardSchemaV1 } from '@standard-schema/spec'
import { ConfigError } from '../errors/config-error.ts'

/**
 * Validates a value with a Standard Schema, synchronously.
 * @param field what the user knows the value as; the message names the place inside it
 * @throws ConfigError listing every problem
 */
export function parseWith<T>(schema: StandardSchemaV1<unknown, T>, value: unknown, field: string): T {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise) throw new ConfigError(`${field}: its schema must validate synchronously`, { field })
  if (!result.issues) return result.value
  const problems = result.issues.map((issue) => {
    const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))
    return `${[field, ...path].join('.')}: ${issue.message}`
  })
  throw new ConfigError(problems.join('\n'), { field: problems[0]?.split(':')[0] ?? field })
}
