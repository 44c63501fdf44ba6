import type { AnswerToClassify, Classification } from '@opencasb/connector-kit'
import { type GraphqlError, graphqlErrorsOf } from './graphql-error.ts'
import { QueryTooLargeError } from './query-too-large-error.ts'
import { resetAfterMs } from './reset-after.ts'
import { UnknownFieldError } from './unknown-field-error.ts'

const tooLargeTypes = new Set(['MAX_NODE_LIMIT_EXCEEDED', 'RESOURCE_LIMITS_EXCEEDED'])
const timedOut = /timeout|timed out|respond to your request in time/i
const unknownFieldCodes = new Set(['undefinedField', 'argumentNotAccepted', 'undefinedType', 'fieldNotDefined'])

/**
 * Says what a GraphQL answer means: GitHub answers most refusals with status 200 and tells them in `errors`. Errors of
 * single fields beside data are none of the whole answer; whoever asked for the field deals with them.
 */
export function classifyGraphql(answer: AnswerToClassify): Classification | undefined {
  const errors = graphqlErrorsOf(answer.body)
  if (errors.some(({ type }) => type === 'RATE_LIMITED')) {
    const retryAfterMs = resetAfterMs(answer.headers)
    return { kind: 'throttled', scope: 'bucket', ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  const tooLarge = errors.some(isTooLarge) || timedOut.test(messageOf(answer.body) ?? '')
  if (tooLarge && !hasData(answer.body)) {
    return {
      kind: 'fatal',
      error: new QueryTooLargeError('GitHub could not answer the query in time', { status: answer.status }),
    }
  }
  if (answer.status !== 200 || errors.length === 0 || hasData(answer.body)) return undefined
  return classifyRefusal(errors)
}

function classifyRefusal(errors: readonly GraphqlError[]): Classification {
  const unknown = errors.filter(({ extensions }) => unknownFieldCodes.has(String(extensions?.['code'])))
  if (unknown.length > 0) return { kind: 'fatal', error: new UnknownFieldError(unknown.map(nameOf)) }
  const scopes = errors.find(({ type }) => type === 'INSUFFICIENT_SCOPES')
  if (scopes) {
    const missing = /scopes: \['([a-z_:]+)'/.exec(scopes.message ?? '')?.slice(1) ?? []
    return { kind: 'permission', missing, message: 'The token lacks a scope that this query needs' }
  }
  if (errors.some(({ type }) => type === 'FORBIDDEN'))
    return { kind: 'permission', message: 'GitHub refuses this query' }
  if (errors.some(({ type }) => type === 'NOT_FOUND')) return { kind: 'not-found' }
  return { kind: 'retryable', message: 'GitHub answered the query with an error' }
}

function isTooLarge({ type, message }: GraphqlError): boolean {
  return tooLargeTypes.has(type ?? '') || timedOut.test(message ?? '')
}

function nameOf({ extensions }: GraphqlError): string {
  const name = extensions?.['fieldName'] ?? extensions?.['argumentName'] ?? extensions?.['typeName']
  return typeof name === 'string' ? name : 'a field'
}

function hasData(body: unknown): boolean {
  const data = (body as { data?: unknown } | null | undefined)?.data
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null)
}

function messageOf(body: unknown): string | undefined {
  const message = (body as { message?: unknown } | null | undefined)?.message
  return typeof message === 'string' ? message : undefined
}
