import type { Check } from '../contract/check.ts'
import type { Connector } from '../contract/connector.ts'
import { ConfigError } from '../errors/config-error.ts'
import { matchesPattern } from '../policy/match-pattern.ts'
import { parseWith } from '../policy/parse-with.ts'
import type { CheckPolicy, Policy } from '../policy/policy.ts'
import type { ChosenCheck } from './chosen-check.ts'

/** What the host wants of one connector's checks. */
export interface CheckChoice {
  readonly chosen: readonly ChosenCheck[]
  /** Left out of this run only; their findings stay as they are. */
  readonly skipped: readonly Check[]
  /** Every check that the host has not switched off, run or not: findings of others are retired. */
  readonly wanted: readonly Check[]
}

/** Which checks a run is narrowed to. */
export interface RunNarrowing {
  readonly only?: readonly string[] | undefined
  readonly skip?: readonly string[] | undefined
}

/**
 * Applies policy and narrowing to a connector's checks.
 * @throws ConfigError naming an unknown check or profile, or parameters that do not fit
 */
export function chooseChecks(connector: Connector, policy: Policy, narrowing: RunNarrowing): CheckChoice {
  refuseUnknownPatterns(connector, 'only', narrowing.only)
  refuseUnknownPatterns(connector, 'skip', narrowing.skip)
  const chosen: ChosenCheck[] = []
  const skipped: Check[] = []
  const wanted: Check[] = []
  for (const check of connector.checks) {
    const tuning = tuningOf(check, policy)
    const named = narrowing.only?.includes(check.id) === true
    if (check.vendorApi === 'beta' && policy.betaApis === false) continue
    if (!(tuning.enabled ?? (check.lifecycle !== 'preview' || named))) continue
    wanted.push(check)
    const out = narrowing.only && !narrowing.only.some((pattern) => matchesPattern(pattern, check.id))
    if (out || narrowing.skip?.some((pattern) => matchesPattern(pattern, check.id))) {
      skipped.push(check)
      continue
    }
    chosen.push({
      check,
      params: paramsOf(check, tuning, policy),
      ...(tuning.severity && { policySeverity: tuning.severity }),
    })
  }
  return { chosen, skipped, wanted }
}

/** Merges the policy's entries for a check, the least specific first. */
function tuningOf(check: Check, policy: Policy): CheckPolicy {
  const entries = Object.entries(policy.checks ?? {}).filter(([pattern]) => matchesPattern(pattern, check.id))
  const specificity = (pattern: string): number => (pattern.includes('*') ? pattern.length : Number.POSITIVE_INFINITY)
  entries.sort(([a], [b]) => specificity(a) - specificity(b) || 0)
  return Object.assign({}, ...entries.map(([, entry]) => entry))
}

function paramsOf(check: Check, tuning: CheckPolicy, policy: Policy): unknown {
  const field = `policy.checks.${check.id}`
  if (tuning.profile !== undefined && !check.profiles?.[tuning.profile]) {
    const known = Object.keys(check.profiles ?? {})
    throw new ConfigError(
      `${field}.profile: there is no profile "${tuning.profile}"; ${known.length ? `use one of ${known.join(', ')}` : 'this check has none'}`,
      { field: `${field}.profile` },
    )
  }
  if (!check.params) {
    if (tuning.params && Object.keys(tuning.params).length > 0) {
      throw new ConfigError(`${field}.params: this check takes no parameters; remove them`, {
        field: `${field}.params`,
      })
    }
    return {}
  }
  const profile = check.profiles?.[tuning.profile ?? policy.profile ?? ''] ?? {}
  return parseWith(check.params, { ...profile, ...tuning.params }, `${field}.params`)
}

/** Refuses check ids and patterns that match nothing, with the nearest id as a remedy. */
function refuseUnknownPatterns(connector: Connector, field: string, patterns?: readonly string[]): void {
  for (const pattern of patterns ?? []) {
    if (connector.checks.some((check) => matchesPattern(pattern, check.id))) continue
    const near = nearest(
      pattern,
      connector.checks.map((check) => check.id),
    )
    throw new ConfigError(
      `${field}: no check of ${connector.id} is called "${pattern}"${near ? `; did you mean "${near}"?` : ''}`,
      { field },
    )
  }
}

/** The candidate that shares the most pieces with what was typed. */
function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const pieces = typed
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const scored = candidates.map((candidate) => ({
    candidate,
    score: pieces.filter((piece) => candidate.includes(piece)).length,
  }))
  scored.sort((a, b) => b.score - a.score)
  return scored[0] && scored[0].score > 1 ? scored[0].candidate : undefined
}
