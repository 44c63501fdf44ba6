import { FaultList } from '@opencasb/simulator-kit'
import { type Answer, problem } from '../http/answer.ts'

/** What goes wrong now and then. */
export interface FaultOptions {
  /** Share of addresses whose first request fails with 502. @default 0 */
  readonly badGateway?: number
  /** After how many requests one is refused by a secondary limit, once. @default never */
  readonly secondaryAfter?: number
  /** Seconds to wait that the refusal tells. @default 1 */
  readonly retryAfterSeconds?: number
  /** One repository of each organisation answers 404 for its webhooks. @default false */
  readonly hiddenHooks?: boolean
  /** Permissions that integrations do not get although they ask for them. @default none */
  readonly withheld?: readonly string[]
}

/** A few faults such as a real organisation shows, so that a demo has something to report. */
export const realisticFaults: FaultOptions = {
  badGateway: 0.01,
  secondaryAfter: 60,
  retryAfterSeconds: 1,
  hiddenHooks: true,
  withheld: ['secret_scanning_alerts:read', 'admin:org_hook'],
}

const badGatewayAnswer: Answer = {
  status: 502,
  body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  headers: { 'content-type': 'text/html' },
}

function secondaryLimit(retryAfterSeconds: number): Answer {
  const answer = problem(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits',
  )
  return { ...answer, headers: { 'retry-after': String(retryAfterSeconds) } }
}

/** Makes the faults happen: the same ones for the same seed. */
export class Faults {
  readonly #options: FaultOptions
  readonly #list: FaultList

  constructor(options: FaultOptions, seed: number) {
    const { badGateway = 0, secondaryAfter: after = Number.POSITIVE_INFINITY, retryAfterSeconds = 1 } = options
    this.#options = options
    this.#list = new FaultList(
      [
        { answer: secondaryLimit(retryAfterSeconds), after, times: 1 },
        { answer: badGatewayAnswer, share: badGateway },
      ],
      seed,
    )
  }

  get withheld(): ReadonlySet<string> {
    return new Set(this.#options.withheld ?? [])
  }

  /** What goes wrong with this request, before its route is asked. */
  strike(method: string, path: string): Answer | undefined {
    return this.#list.strike(method, path)
  }

  /** Whether the webhooks of this repository are out of sight. */
  hidesHooks(repositoryIndex: number): boolean {
    return this.#options.hiddenHooks === true && repositoryIndex === 3
  }
}
