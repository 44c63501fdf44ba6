import { type StandardSchemaV1, UnexpectedAnswerError } from '@opencasb/core'

/**
 * Checks an answer against what the caller reads of it. The message names the places that do not fit, never the values.
 * @throws UnexpectedAnswerError
 */
export async function checkShape<T>(schema: StandardSchemaV1<unknown, T>, value: unknown): Promise<T> {
  const validated = schema['~standard'].validate(value)
  const result = validated instanceof Promise ? await validated : validated
  if (!result.issues) return result.value
  throw new UnexpectedAnswerError(`The answer does not have the expected shape: ${describeIssues(result.issues)}`)
}

/** Names the places that do not fit. */
export function describeIssues(issues: readonly StandardSchemaV1.Issue[]): string {
  const places = issues.slice(0, 3).map(({ path }) => {
    const keys = path?.map((segment) => String(typeof segment === 'object' ? segment.key : segment)) ?? []
    return keys.length === 0 ? 'as a whole' : `at ${keys.join('.').slice(0, 120)}`
  })
  const more = issues.length - places.length
  return [...new Set(places), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}
