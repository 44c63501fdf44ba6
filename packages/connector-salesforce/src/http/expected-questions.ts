import type { QueryAnswer } from './api-paths.ts'

/** What came of a question that was sent before anybody asked it. */
export type EarlyOutcome = { readonly answer: QueryAnswer } | { readonly error: unknown }

/** A question that is sent before anybody asks it, and where its answer goes. */
export interface EarlyQuestion {
  readonly url: string
  settle(outcome: EarlyOutcome): void
}

/** Questions that will be asked, and answers that are there before anybody asks. */
export interface ExpectedQuestions {
  /** @param group it is expected only once its group is released */
  add(url: string, group?: string): void
  /** What is expected of a group, now and from now on, is certain. */
  release(group: string): void
  /** What is expected of a group will not be asked. For good: a later release changes nothing. */
  withdraw(group: string): void
  /** Takes up to so many that are certain, the oldest first, to be sent now. */
  take(count: number): readonly EarlyQuestion[]
  /** What came, or will come, of a question that was sent early. Each is handed out once; the question is expected no more. */
  claim(url: string): Promise<EarlyOutcome> | undefined
}

/** Makes the list of one session. */
export function createExpectedQuestions(): ExpectedQuestions {
  const certain = new Set<string>()
  const sent = new Map<string, Promise<EarlyOutcome>>()
  const groups = new Map<string, Set<string>>()
  const released = new Set<string>()
  const withdrawn = new Set<string>()

  return {
    add(url, group) {
      if (sent.has(url)) return
      if (group === undefined || (released.has(group) && !withdrawn.has(group))) certain.add(url)
      else if (!withdrawn.has(group)) groups.set(group, (groups.get(group) ?? new Set()).add(url))
    },
    release(group) {
      if (withdrawn.has(group) || released.has(group)) return
      released.add(group)
      for (const url of groups.get(group) ?? []) certain.add(url)
    },
    withdraw(group) {
      withdrawn.add(group)
      for (const url of groups.get(group) ?? []) certain.delete(url)
      groups.delete(group)
    },
    take(count) {
      return [...certain].slice(0, Math.max(0, count)).map((url) => {
        certain.delete(url)
        const { promise, resolve } = Promise.withResolvers<EarlyOutcome>()
        sent.set(url, promise)
        return { url, settle: resolve }
      })
    },
    claim(url) {
      certain.delete(url)
      for (const urls of groups.values()) urls.delete(url)
      const outcome = sent.get(url)
      sent.delete(url)
      return outcome
    },
  }
}
