import type { Facet, Index } from '../contract/facet.ts'
import type { ResourceType } from '../contract/resource.ts'
import type { Session } from '../contract/session.ts'
import type { Gap } from '../model/coverage.ts'
import type { ChosenCheck } from './chosen-check.ts'
import { readsOf } from './permissions.ts'

/** A resource type whose items come out of a facet of another. */
export interface PlannedChild {
  readonly resource: ResourceType
  readonly checks: readonly ChosenCheck[]
  /** Look-up tables over the items. */
  readonly indexes: readonly Index[]
}

/** One resource type to be read, with all that hangs on it. */
export interface PlannedResource {
  readonly resource: ResourceType
  /** Facets that some check or child needs. */
  readonly facets: readonly Facet[]
  /** Checks of the resource's own items. */
  readonly checks: readonly ChosenCheck[]
  /** Resource types whose items come out of one of the facets. */
  readonly children: readonly PlannedChild[]
  /** Look-up tables to build while it is read. */
  readonly indexes: readonly Index[]
  /** Resource types that must have been read first, because things are looked up in them. */
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
      const message = `Reading ${read.name} needs ${missing.join(', ')}; grant it: the next scan uses it`
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
  readonly children: Map<string, { resource: ResourceType; checks: ChosenCheck[]; indexes: Map<string, Index> }>
  readonly indexes: Map<string, Index>
  readonly after: Map<string, ResourceType>
}

function resourcesOf(checks: readonly ChosenCheck[]): readonly PlannedResource[] {
  const drafts = new Drafts()
  for (const chosen of checks) {
    const { on, with: facets, lookup } = chosen.check
    const draft = drafts.of(streamOf(on))
    if (on.from) {
      drafts.child(on).checks.push(chosen)
    } else {
      draft.checks.push(chosen)
      for (const facet of Object.values(facets)) draft.facets.set(facet.name, facet)
    }
    for (const index of Object.values(lookup)) drafts.lookUp(draft, index)
  }
  return drafts.all()
}

/** The resource type whose pages bring the items: a child is read along with its parent. */
function streamOf(resource: ResourceType): ResourceType {
  return resource.from?.facet.of ?? resource
}

/** Collects what is read of each resource type. */
class Drafts {
  readonly #drafts = new Map<string, Draft>()

  of(resource: ResourceType): Draft {
    const known = this.#drafts.get(resource.name)
    if (known) return known
    const draft: Draft = {
      resource,
      facets: new Map(),
      checks: [],
      children: new Map(),
      indexes: new Map(),
      after: new Map(),
    }
    this.#drafts.set(resource.name, draft)
    for (const index of Object.values(resource.derived?.lookup ?? {})) this.lookUp(draft, index)
    return draft
  }

  child(resource: ResourceType): { checks: ChosenCheck[]; indexes: Map<string, Index> } {
    const parent = this.of(streamOf(resource))
    if (resource.from) parent.facets.set(resource.from.facet.name, resource.from.facet)
    const child = parent.children.get(resource.name) ?? { resource, checks: [], indexes: new Map() }
    parent.children.set(resource.name, child)
    return child
  }

  /** Has a table built before the draft is read. */
  lookUp(draft: Draft, index: Index): void {
    const stream = streamOf(index.of)
    const table = index.of.from ? this.child(index.of) : this.of(stream)
    table.indexes.set(index.name, index)
    draft.after.set(stream.name, stream)
  }

  all(): readonly PlannedResource[] {
    return [...this.#drafts.values()].map((draft) => ({
      resource: draft.resource,
      facets: [...draft.facets.values()],
      checks: draft.checks,
      children: [...draft.children.values()].map((child) => ({ ...child, indexes: [...child.indexes.values()] })),
      indexes: [...draft.indexes.values()],
      after: [...draft.after.values()],
    }))
  }
}
