import { OpenCasbError, PermissionError, RateLimitError, UnexpectedAnswerError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubClient } from '../../../client.ts'
import { fieldError } from '../../../http/field-error.ts'
import type { Ruleset } from './branch-rule.ts'
import { type BypassActor, bypassActorsSchema } from './bypass-actor.ts'
import {
  bypassIdsPerQuery,
  bypassLookups,
  bypassQuery,
  ruleBypassSchema,
  rulesetBypassSchema,
} from './bypass-details.ts'

/** Who may bypass one classic rule or ruleset. */
export type BypassOutcome = FacetOutcome<readonly BypassActor[]>

/** Who may bypass what was asked for: rulesets by {@link rulesetVersion}, classic rules by id. */
export interface BypassDetails {
  readonly rulesets: ReadonlyMap<string, BypassOutcome>
  readonly rules: ReadonlyMap<string, BypassOutcome>
}

const answerSchema = z.object({
  rulesets: z.array(z.unknown()).nullish(),
  rules: z.array(z.unknown()).nullish(),
})

/**
 * Reads who may bypass rulesets and classic rules, many in one query. Rulesets are asked for once per change of theirs,
 * over all scans; classic rules tell no time of change and are asked for each time.
 */
export class BypassReader {
  readonly #client: Pick<GithubClient, 'graphql' | 'cache'>
  readonly #missing: readonly string[]
  readonly #rulesets = new Map<string, BypassOutcome>()

  /** @param missing the permissions that would do where GitHub refuses */
  constructor(client: Pick<GithubClient, 'graphql' | 'cache'>, missing: readonly string[]) {
    this.#client = client
    this.#missing = missing
  }

  async read(rulesets: readonly Ruleset[], rules: readonly string[], signal: AbortSignal): Promise<BypassDetails> {
    const unknown: Ruleset[] = []
    for (const ruleset of new Map(rulesets.map((one) => [rulesetVersion(one), one])).values()) {
      if (!this.#rulesets.has(rulesetVersion(ruleset)) && !(await this.#recall(ruleset))) unknown.push(ruleset)
    }
    const byRule = new Map<string, BypassOutcome>()
    const size = bypassIdsPerQuery
    for (let at = 0; at < Math.max(unknown.length, rules.length); at += size) {
      await this.#ask(unknown.slice(at, at + size), rules.slice(at, at + size), byRule, signal)
    }
    return { rulesets: this.#rulesets, rules: byRule }
  }

  async #ask(
    rulesets: readonly Ruleset[],
    rules: readonly string[],
    byRule: Map<string, BypassOutcome>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const { data, errors } = await this.#client.graphql({
        query: bypassQuery,
        variables: { rulesets: rulesets.map(({ id }) => id), rules },
        schema: answerSchema,
        lookups: bypassLookups(rulesets.length, rules.length),
        signal,
      })
      const errorAt = (root: string, index: number): BypassOutcome | undefined => {
        const error = errors.find(({ path }) => path?.[0] === root && path[1] === index)
        return error && { error: fieldError(error, 'who may bypass the protection', this.#missing) }
      }
      for (const [index, ruleset] of rulesets.entries()) {
        const outcome = errorAt('rulesets', index) ?? this.#readRuleset(data.rulesets?.[index])
        this.#rulesets.set(rulesetVersion(ruleset), outcome)
        if ('value' in outcome) await this.#remember(ruleset, outcome.value)
      }
      for (const [index, id] of rules.entries())
        byRule.set(id, errorAt('rules', index) ?? readRule(data.rules?.[index]))
    } catch (error) {
      if (!OpenCasbError.is(error) || RateLimitError.is(error) || error.code === 'credential') throw error
      for (const ruleset of rulesets) this.#rulesets.set(rulesetVersion(ruleset), { error })
      for (const id of rules) byRule.set(id, { error })
    }
  }

  #readRuleset(answer: unknown): BypassOutcome {
    const parsed = rulesetBypassSchema.safeParse(answer)
    if (!parsed.success) return unreadableBypass()
    if (parsed.data.actors) return { value: parsed.data.actors }
    const message = 'GitHub shows who may bypass a ruleset only to those who may edit it: use credentials of an owner'
    return { error: new PermissionError(message, { missing: this.#missing }) }
  }

  async #recall(ruleset: Ruleset): Promise<boolean> {
    const cached = await this.#client.cache.get(cacheKey(ruleset))
    if (cached?.etag !== ruleset.updatedAt) return false
    const parsed = bypassActorsSchema.safeParse(parseJson(cached.body))
    if (parsed.success) this.#rulesets.set(rulesetVersion(ruleset), { value: parsed.data })
    return parsed.success
  }

  async #remember(ruleset: Ruleset, actors: readonly BypassActor[]): Promise<void> {
    const body = JSON.stringify(actors)
    await this.#client.cache.set(cacheKey(ruleset), { etag: ruleset.updatedAt, body, headers: {} })
  }
}

/** Names a ruleset as it was when it last changed. */
export function rulesetVersion({ id, updatedAt }: Ruleset): string {
  return `${id} ${updatedAt}`
}

/** What there is to say of something that GitHub left out of its answer. */
export function unreadableBypass(): { readonly error: OpenCasbError } {
  return { error: new UnexpectedAnswerError('GitHub did not tell who may bypass the protection') }
}

function readRule(answer: unknown): BypassOutcome {
  const parsed = ruleBypassSchema.safeParse(answer)
  return parsed.success ? { value: parsed.data.actors } : unreadableBypass()
}

function cacheKey({ id }: Ruleset): string {
  return `ruleset-bypass ${id}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
