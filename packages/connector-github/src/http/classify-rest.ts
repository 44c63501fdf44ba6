import type { AnswerToClassify, Classification } from '@opencasb/connector-kit'
import { expandScopes } from '../sign-in/expand-scopes.ts'
import { resetAfterMs } from './reset-after.ts'

const switchedOff =
  /is not enabled|not enabled for|must be enabled|are disabled|is disabled|upgrade to|not available (?:for|on|in)|does not have .* enabled|not supported/i

/**
 * Says what a REST answer means where the status alone does not: GitHub refuses for quotas with 403, hides what a
 * token may not see behind 404, and says in words that a plan lacks something.
 * @see https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function classifyRest(answer: AnswerToClassify): Classification | undefined {
  const { status, headers } = answer
  const message = messageOf(answer.body)
  if (status === 401) return { kind: 'credential', message: 'GitHub does not accept the credentials' }
  if (status === 403 || status === 429) {
    const limit = throttling(headers, message)
    if (limit) return limit
  }
  if (status === 403) return refusal(answer, message)
  if (status === 404) {
    const missing = hiddenBy(headers)
    if (missing)
      return { kind: 'permission', missing, message: `GitHub hides this from tokens without ${missing.join(' or ')}` }
    return undefined
  }
  if (status === 422 && /only owners/i.test(message))
    return { kind: 'permission', message: 'GitHub tells this to owners only' }
  if (status === 422 && switchedOff.test(message)) return { kind: 'feature-unavailable', message: 'It is switched off' }
  return undefined
}

/** @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function throttling(headers: Readonly<Record<string, string>>, message: string): Classification | undefined {
  if (headers['x-ratelimit-remaining'] === '0') {
    const retryAfterMs = resetAfterMs(headers)
    return { kind: 'throttled', scope: 'bucket', ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  if (headers['retry-after'] !== undefined || /rate limit|abuse detection/i.test(message)) {
    return { kind: 'throttled', scope: 'credential' }
  }
  return undefined
}

function refusal({ headers }: AnswerToClassify, message: string): Classification {
  if (headers['x-github-sso']?.startsWith('required')) {
    return {
      kind: 'permission',
      message: 'The organisation enforces SAML single sign-on: authorise the token for it under "Configure SSO"',
    }
  }
  if (/ip allow list/i.test(message)) {
    return {
      kind: 'permission',
      message: "The organisation's IP allow list does not have the address that the scan comes from",
    }
  }
  if (switchedOff.test(message))
    return { kind: 'feature-unavailable', message: 'The plan lacks it, or it is switched off' }
  const permissions = headers['x-accepted-github-permissions']?.split(/[;,]/).map(readPermission).filter(Boolean) ?? []
  const missing = permissions.length > 0 ? permissions : (hiddenBy(headers) ?? [])
  return { kind: 'permission', missing, message: 'GitHub refuses this to the credentials' }
}

/** `members=read` in a header is `members:read` for us. */
function readPermission(text: string): string {
  return text.trim().replace('=', ':')
}

/** Classic tokens: the scopes of which one would do, where the token has none of them. */
function hiddenBy(headers: Readonly<Record<string, string>>): readonly string[] | undefined {
  const accepted = list(headers['x-accepted-oauth-scopes'])
  if (headers['x-oauth-scopes'] === undefined || accepted.length === 0) return undefined
  const granted = expandScopes(list(headers['x-oauth-scopes']))
  return accepted.some((scope) => granted.has(scope)) ? undefined : accepted
}

function list(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean)
}

function messageOf(body: unknown): string {
  const message = (body as { message?: unknown } | null | undefined)?.message
  return typeof message === 'string' ? message : ''
}
