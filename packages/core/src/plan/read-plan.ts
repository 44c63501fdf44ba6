import type { Facet, Index } from '../contract/facet.ts'
import type { ResourceType } from '../contract/resource.ts'
import type { Session } from '../contract/session.ts'
import type { Gap } from '../model/coverage.ts'
import type { ChosenCheck } from './chosen-check.ts'
import { readsOf } from './permissions.ts'

/** One resource type to be read, with all that hangs on it. */
export interface PlannedResource {
  readonly resource: ResourceType
  /** Facets that some check or child needs. */
  readonly facets: readonly Facet[]
  /** Checks of the resource's own items. */
  readonly checks: readonly ChosenCheck[]
  /** Resource types whose items come out of one of the facets. */
  readonly children: readonly { readonly resource: ResourceType; readonly checks: readonly ChosenCheck[] }[]
  /** Look-up tables to build while it is read. */
  readonly indexes: readonly Index[]
  /** Resource types that must have been read first, because a check looks things up in them. */
  readonly after: readonly ResourceType[]
}

/** What a scan is going to read, and what it cannot. */
export interface ReadPlan {
  readonly resources: readonly PlannedResource[]
  readonly runnable: readonly ChosenCheck[]
  readonly blocked: readonly Gap[]
}

/** Computes what to read for a set of checks, minus what the session may not. */
export function readPlan(
  checks: readonly ChosenCheck[],
  session: Pick<Session, 'granted' | 'features'>,
  authKind: string,
): ReadPlan {
  const blocked: Gap[] = []
  const runnable: ChosenCheck[] = []
  for (const chosen of checks) {
    const gaps = gapsOf(chosen, session, authKind)
    if (gaps.length === 0) runnable.push(chosen)
    blocked.push(...gaps)
  }
  return { resources: resourcesOf(runnable), runnable, blocked: mergeBlocked(blocked) }
}

function gapsOf(chosen: ChosenCheck, session: Pick<Session, 'granted' | 'features'>, authKind: string): Gap[] {
  const { check } = chosen
  const gaps: Gap[] = []
  for (const read of readsOf(check)) {
    const base = { resource: read.name, checks: [check.id], count: 1 }
    const needs = read.needs[authKind]
    if (!needs) {
      const others = Object.keys(read.needs)
      const message = `${read.name} cannot be read with credentials of the kind ${authKind}; use ${others.join(' or ')}`
      gaps.push({ ...base, reason: 'auth-kind-unsupported', message })
      continue
    }
    const { granted, features } = session
    const missing = granted === 'unknown' ? [] : needs.filter((need) => !granted.has(need))
    if (missing.length > 0) {
      const message = `Reading ${read.name} needs ${missing.join(', ')}; grant it and scan again`
      gaps.push({ ...base, reason: 'permission-missing', message, missing })
    }
    const lacking = features === 'unknown' ? [] : read.features.filter((feature) => !features.has(feature))
    if (lacking.length > 0) {
      const message = `${read.name} needs ${lacking.join(', ')}, which this tenant does not have`
      gaps.push({ ...base, reason: 'feature-unavailable', message })
    }
  }
  return gaps
}

function mergeBlocked(gaps: readonly Gap[]): readonly Gap[] {
  const merged = new Map<string, Gap>()
  for (const gap of gaps) {
    const key = `${gap.reason}\n${gap.message}`
    const known = merged.get(key)
    merged.set(key, known ? { ...known, checks: [...known.checks, ...gap.checks] } : gap)
  }
  return [...merged.values()]
}

interface Draft {
  readonly resource: ResourceType
  readonly facets: Map<string, Facet>
  readonly checks: ChosenCheck[]
  readonly children: Map<string, { resource: ResourceType; checks: ChosenCheck[] }>
  readonly indexes: Map<string, Index>
  readonly after: Map<string, ResourceType>
}

function resourcesOf(checks: readonly ChosenCheck[]): readonly PlannedResource[] {
  const drafts = new Map<string, Draft>()
  const draftOf = (resource: ResourceType): Draft => {
    const draft = drafts.get(resource.name) ?? {
      resource,
      facets: new Map(),
      checks: [],
      children: new Map(),
      indexes: new Map(),
      after: new Map(),
    }
    drafts.set(resource.name, draft)
    return draft
  }
  for (const chosen of checks) {
    const { on, lookup } = chosen.check
    // A child is read along with its parent.
    const draft = draftOf(on.from?.facet.of ?? on)
    if (on.from) {
      draft.facets.set(on.from.facet.name, on.from.facet)
      const child = draft.children.get(on.name) ?? { resource: on, checks: [] }
      child.checks.push(chosen)
      draft.children.set(on.name, child)
    } else {
      draft.checks.push(chosen)
      for (const facet of Object.values(chosen.check.with)) draft.facets.set(facet.name, facet)
    }
    for (const index of Object.values(lookup)) {
      draftOf(index.of).indexes.set(index.name, index)
      draft.after.set(index.of.name, index.of)
    }
  }
  return [...drafts.values()].map((draft) => ({
    resource: draft.resource,
    facets: [...draft.facets.values()],
    checks: draft.checks,
    children: [...draft.children.values()],
    indexes: [...draft.indexes.values()],
    after: [...draft.after.values()],
  }))
}
