import type { Refusal } from '../limits/limiter.ts'
import type { GithubLimits } from '../limits/limits-options.ts'
import { type Answer, ok, problem } from './answer.ts'

const page = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api'

/** How GitHub tells that a limit was reached. */
export function refusalAnswer(refusal: Refusal, payer: string, limits: GithubLimits): Answer {
  const status = limits.refusalStatus ?? 403
  if (refusal.kind === 'primary') {
    return problem(status, `API rate limit exceeded for ${payer}.`, page)
  }
  const answer = problem(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    `${page}#about-secondary-rate-limits`,
  )
  return limits.retryAfter === false
    ? answer
    : { ...answer, headers: { 'retry-after': String(refusal.retryAfterSeconds) } }
}

/** The same for a used-up GraphQL quota: status 200, the error in the body. */
export function graphqlRefusalAnswer(payer: string): Answer {
  return ok({ errors: [{ type: 'RATE_LIMITED', message: `API rate limit exceeded for ${payer}.` }] })
}
