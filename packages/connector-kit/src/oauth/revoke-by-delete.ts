import { ContractError, ProviderError } from '@opencasb/core'
import { baseUrlProblem } from '../config/base-url-problem.ts'
import type { OauthContext } from './oauth-context.ts'
import { createOauthFetch } from './oauth-fetch.ts'

/** What {@link revokeByDelete} takes. */
export interface DeleteRequest extends OauthContext {
  /** How messages name the vendor. */
  readonly title: string
  readonly url: string
  /** With the authorisation. */
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
}

/**
 * Ends a token or a grant at a vendor whose revocation is a DELETE of its own. What is gone already counts as ended.
 * @throws ProviderError where the vendor does not confirm it
 */
export async function revokeByDelete({ title, url, headers, json, ...context }: DeleteRequest): Promise<void> {
  const problem = baseUrlProblem(url, 'https://api.example.com')
  if (problem !== undefined) throw new ContractError(`${title}: an address ${problem}`)
  const { status } = await createOauthFetch(title, context).fetch(url, {
    method: 'DELETE',
    headers: {
      accept: 'application/json',
      ...headers,
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  if (status < 300 || status === 404 || status === 410) return
  throw new ProviderError(`${title} did not confirm the revocation`, { status, retryable: status >= 500 })
}
