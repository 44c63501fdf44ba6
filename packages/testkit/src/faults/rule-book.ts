import type { Fault } from './fault.ts'
import { type FaultRequest, type FaultRule, requestKey } from './fault-rule.ts'

/** Picks the fault that a request meets and keeps count. */
export interface RuleBook {
  /** The first rule that applies; `undefined` where the request passes. */
  pick(request: FaultRequest): PickedFault | undefined
  /** How often a fault really struck. */
  readonly struck: number
}

/** A fault that was picked. */
export interface PickedFault {
  readonly fault: Fault
  /** Takes the strike back: the answer did not have what the fault tampers with. */
  miss(): void
}

/** Makes the book of a list of rules. */
export function createRuleBook(rules: readonly FaultRule[]): RuleBook {
  const entries = rules.map((rule) => ({
    rule,
    random: createRandom(1),
    seen: 0,
    struck: 0,
    stuck: undefined as string | undefined,
  }))
  return {
    pick(request) {
      const key = requestKey(request)
      for (const entry of entries) {
        const { rule } = entry
        if (entry.stuck !== undefined ? entry.stuck !== key : !applies(rule, request)) continue
        const turn = entry.seen++
        const passed = turn - (rule.after ?? 0)
        if (passed < 0 || passed % (rule.every ?? 1) !== 0) continue
        if (entry.struck >= (rule.times ?? Number.POSITIVE_INFINITY)) continue
        if (entry.random() >= (rule.share ?? 1)) continue
        entry.struck += 1
        if (rule.sticky) entry.stuck = key
        const miss = (): void => {
          entry.struck -= 1
          entry.stuck = undefined
        }
        return { fault: rule.fault, miss }
      }
      return undefined
    },
    get struck() {
      return entries.reduce((sum, entry) => sum + entry.struck, 0)
    },
  }
}

function applies(rule: FaultRule, request: FaultRequest): boolean {
  if (rule.source !== undefined && rule.source !== request.source?.kind) return false
  if (rule.name !== undefined && rule.name !== request.source?.name) return false
  if (rule.match === undefined) return true
  return typeof rule.match === 'string' ? matchesPath(rule.match, request.path) : rule.match(request)
}

function matchesPath(pattern: string, path: string): boolean {
  const source = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`).test(path)
}

/** A small linear generator: the same requests are struck in each run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
