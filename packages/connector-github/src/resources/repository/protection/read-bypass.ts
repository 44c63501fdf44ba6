import { OpenCasbError, PermissionError, RateLimitError, UnexpectedAnswerError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubClient } from '../../../client.ts'
import { fieldError } from '../../../http/field-error.ts'
import type { Ruleset } from './branch-rule.ts'
import { type BypassActor, bypassActorsSchema } from './bypass-actor.ts'
import {
  type BypassIds,
  bypassIdsPerQuery,
  bypassLookups,
  bypassQuery,
  forcePushAllowancesSchema,
  reviewAllowancesSchema,
  rulesetBypassSchema,
} from './bypass-details.ts'
import type { ClassicRule } from './classic-rule.ts'

/** Who may bypass one classic rule or ruleset. */
export type BypassOutcome = FacetOutcome<readonly BypassActor[]>

/** Who may bypass what was asked for: rulesets by {@link rulesetVersion}, classic rules by id. */
export interface BypassDetails {
  readonly rulesets: ReadonlyMap<string, BypassOutcome>
  readonly rules: ReadonlyMap<string, BypassOutcome>
}

const nodes = z.array(z.unknown()).nullish()
const answerSchema = z.object({ rulesets: nodes, reviews: nodes, forcePushes: nodes })

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

  async read(rulesets: readonly Ruleset[], rules: readonly ClassicRule[], signal: AbortSignal): Promise<BypassDetails> {
    const unknown = await this.#unknown(rulesets)
    const ids: BypassIds = {
      rulesets: unknown.map(({ id }) => id),
      reviews: rules.filter(({ requiresApprovingReviews }) => requiresApprovingReviews).map(({ id }) => id),
      forcePushes: rules.filter(({ allowsForcePushes }) => !allowsForcePushes).map(({ id }) => id),
    }
    const found = await this.#askAll(ids, signal)
    for (const ruleset of unknown) {
      const outcome = this.#rulesetOutcome(found.rulesets.get(ruleset.id))
      this.#rulesets.set(rulesetVersion(ruleset), outcome)
      if ('value' in outcome) await this.#remember(ruleset, outcome.value)
    }
    const allowed = (rule: ClassicRule): BypassOutcome => {
      const lists = [
        ...(ids.reviews.includes(rule.id) ? [parse(reviewAllowancesSchema, found.reviews.get(rule.id))] : []),
        ...(ids.forcePushes.includes(rule.id)
          ? [parse(forcePushAllowancesSchema, found.forcePushes.get(rule.id))]
          : []),
      ]
      const failed = lists.find((list) => 'error' in list)
      return failed ?? { value: lists.flatMap((list) => ('value' in list ? list.value : [])) }
    }
    return { rulesets: this.#rulesets, rules: new Map(rules.map((rule) => [rule.id, allowed(rule)])) }
  }

  /** Rulesets of which neither this scan nor an earlier one knows who may bypass them as they are now. */
  async #unknown(rulesets: readonly Ruleset[]): Promise<readonly Ruleset[]> {
    const unknown: Ruleset[] = []
    for (const ruleset of new Map(rulesets.map((one) => [rulesetVersion(one), one])).values()) {
      if (!this.#rulesets.has(rulesetVersion(ruleset)) && !(await this.#recall(ruleset))) unknown.push(ruleset)
    }
    return unknown
  }

  /** Node id → what GitHub answered for it, per list. */
  async #askAll(ids: BypassIds, signal: AbortSignal): Promise<Record<keyof BypassIds, Map<string, FacetOutcome>>> {
    const found = { rulesets: new Map(), reviews: new Map(), forcePushes: new Map() } as const
    const longest = Math.max(ids.rulesets.length, ids.reviews.length, ids.forcePushes.length)
    for (let at = 0; at < longest; at += bypassIdsPerQuery) {
      const slice = (list: readonly string[]): readonly string[] => list.slice(at, at + bypassIdsPerQuery)
      const some = {
        rulesets: slice(ids.rulesets),
        reviews: slice(ids.reviews),
        forcePushes: slice(ids.forcePushes),
      }
      await this.#ask(some, found, signal)
    }
    return found
  }

  async #ask(
    ids: BypassIds,
    found: Record<keyof BypassIds, Map<string, FacetOutcome>>,
    signal: AbortSignal,
  ): Promise<void> {
    const lists = Object.entries(ids) as [keyof BypassIds, readonly string[]][]
    try {
      const { data, errors } = await this.#client.graphql({
        query: bypassQuery,
        variables: { ...ids },
        schema: answerSchema,
        lookups: bypassLookups(ids),
        signal,
      })
      for (const [list, asked] of lists) {
        for (const [index, id] of asked.entries()) {
          const error = errors.find(({ path }) => path?.[0] === list && path[1] === index)
          const what = 'who may bypass the protection'
          found[list].set(
            id,
            error ? { error: fieldError(error, what, this.#missing) } : { value: data[list]?.[index] },
          )
        }
      }
    } catch (error) {
      if (!OpenCasbError.is(error) || RateLimitError.is(error) || error.code === 'credential') throw error
      for (const [list, asked] of lists) for (const id of asked) found[list].set(id, { error })
    }
  }

  #rulesetOutcome(answer: FacetOutcome | undefined): BypassOutcome {
    const outcome = parse(rulesetBypassSchema, answer)
    if ('error' in outcome) return outcome
    if (outcome.value) return { value: outcome.value }
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

function parse<T>(schema: z.ZodType<T>, answer: FacetOutcome | undefined): FacetOutcome<T> {
  if (!answer) return unreadableBypass()
  if ('error' in answer) return answer
  const parsed = schema.safeParse(answer.value)
  return parsed.success ? { value: parsed.data } : unreadableBypass()
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
