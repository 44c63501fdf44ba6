import type { CalledOperation, VendorDescription } from './exchange.ts'
import { rebase } from './rebase.ts'
import type { WatchedExchange } from './watch-exchanges.ts'

/** What was said of all exchanges of a test. */
export interface ExchangeReport {
  /** Takes an exchange; what `watchExchanges` tells. */
  record(exchange: WatchedExchange): void
  /** How many were taken. */
  readonly count: number
  /** Problems of requests, and of answers, each once. */
  readonly requestProblems: readonly string[]
  readonly answerProblems: readonly string[]
  /** Operations that were called, by id. */
  readonly operations: ReadonlyMap<string, CalledOperation>
}

/**
 * Checks exchanges as they come.
 * @param bases addresses of the simulator → the vendor's own; see `rebase`
 */
export function reportOn(description: VendorDescription, bases: Readonly<Record<string, string>>): ExchangeReport {
  const requestProblems = new Set<string>()
  const answerProblems = new Set<string>()
  const operations = new Map<string, CalledOperation>()
  let count = 0
  return {
    record({ method, url: sent, headers, requestBody, status, body }) {
      count += 1
      const url = rebase(sent, bases)
      const verdict = description.checkRequest({ method, url, headers, body: requestBody })
      for (const problem of verdict.problems) requestProblems.add(problem)
      for (const operation of verdict.operations) operations.set(operation.id, operation)
      for (const problem of description.checkAnswer({ method, url, requestBody, status, body })) {
        answerProblems.add(problem)
      }
    },
    get count() {
      return count
    },
    get requestProblems() {
      return [...requestProblems].sort()
    },
    get answerProblems() {
      return [...answerProblems].sort()
    },
    operations,
  }
}
