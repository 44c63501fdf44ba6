import { OpenCasbError } from '@opencasb/core'
import { dnsName } from '../dns/dns-name.ts'
import type { DnsResolver, MxRecord } from '../dns/dns-resolver.ts'
import type { SpfProblem } from './spf-result.ts'

/** What RFC 7208, section 4.6.4, allows. */
export const spfLimits = { lookups: 10, voidLookups: 2, mailServers: 10 } as const

/** Nobody publishes more by mistake; beyond it nothing is asked any more. */
const mostLookups = 50

/** What each kind of look-up gives. */
interface Answers {
  readonly txt: readonly string[]
  readonly mx: readonly MxRecord[]
  readonly a: readonly string[]
  readonly aaaa: readonly string[]
}

/** The look-ups of one walk, counted. */
export interface SpfLookups {
  readonly count: number
  readonly voids: number
  readonly problems: readonly SpfProblem[]
  /** Nothing is asked any more: what was read is not all. */
  readonly stopped: boolean
  /** Counts a term that makes receivers ask DNS, whether it can be followed here or not. */
  countTerm(): void
  /** Counts a look-up that found nothing. */
  countVoid(): void
  report(problem: SpfProblem): void
  /**
   * Looks up; `undefined` once nothing is asked any more.
   * @throws ProviderError where DNS does not answer
   */
  ask<K extends keyof Answers>(type: K, name: string): Promise<Answers[K] | undefined>
}

/** Starts counting. */
export function createSpfLookups(resolver: DnsResolver, signal: AbortSignal): SpfLookups {
  const problems: SpfProblem[] = []
  const answers = new Map<string, Promise<unknown>>()
  let count = 0
  let voids = 0
  let stopped = false
  const look = (type: keyof Answers, name: string): Promise<unknown> => {
    const key = `${type} ${dnsName(name) ?? name}`
    const known = answers.get(key) ?? resolver[type](name, signal)
    answers.set(key, known)
    return known
  }
  return {
    get count() {
      return count
    },
    get voids() {
      return voids
    },
    problems,
    get stopped() {
      return stopped
    },
    countTerm() {
      if (count >= mostLookups) stopped = true
      else count++
    },
    countVoid() {
      voids++
    },
    report(problem) {
      problems.push(problem)
    },
    async ask<K extends keyof Answers>(type: K, name: string) {
      if (stopped) return undefined
      try {
        return (await look(type, name)) as Answers[K]
      } catch (error) {
        // Receivers never come this far; what is known by now does not depend on it.
        if (signal.aborted || !OpenCasbError.is(error) || count <= spfLimits.lookups) throw error
        stopped = true
        return undefined
      }
    },
  }
}
