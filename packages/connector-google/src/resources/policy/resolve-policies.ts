import { isDeepStrictEqual } from 'node:util'
import type { EffectiveSetting } from './effective-setting.ts'
import type { OrganizationalTree } from './organizational-tree.ts'
import type { GooglePolicy } from './policy.ts'
import type { PolicyAudience } from './policy-audience.ts'
import { keepFields, reduceValues } from './reduce-values.ts'
import type { SettingDefinition } from './setting-definition.ts'
import { type Audience, idOfAudience, placeOf } from './setting-place.ts'

/** What settings are resolved with. */
export interface ResolutionContext {
  /** Policies by setting type. */
  policiesOf(type: string): readonly GooglePolicy[]
  /** What is known of a setting, by type. */
  definitionOf(type: string): SettingDefinition
  readonly tree: OrganizationalTree
  /** A group's e-mail address, where it is in the directory. */
  readonly groupName: (id: string) => string | undefined
}

/** A setting in one place, before it is compared with what it inherits. */
interface Resolved extends Pick<EffectiveSetting, 'value' | 'policies' | 'related' | 'switchedOffBy'> {
  /** For whom the policy was made that goes before the others. */
  readonly strongest: PolicyAudience | undefined
}

/**
 * What a setting is in each place where it differs: at the top, in units, for groups, and for users that meet a
 * condition. A unit that a policy was made for, but which comes to what its parent has, is part of its parent.
 *
 * Google's rule: of all policies that apply to a user, the one with the greatest `sortOrder` goes before the others, and
 * the setting's reducer says whether it alone counts or fields of the others fill its gaps.
 * @see https://docs.cloud.google.com/identity/docs/concepts/policy-api-concepts
 */
export function resolvePolicies(definition: SettingDefinition, context: ResolutionContext): EffectiveSetting[] {
  const { tree } = context
  const types = [definition.type, ...(definition.service ? [definition.service] : []), ...(definition.related ?? [])]
  const policies = types.flatMap((type) => context.policiesOf(type))
  const root = tree.root ?? policies.find(({ audience }) => audience?.unit !== undefined)?.audience?.unit
  if (root === undefined && policies.length === 0) return []
  const top = { unit: root ?? '' }
  const resolver = new Resolver(types, context, top.unit)
  const problem = problemOf(policies)

  const kept = new Map<string, Resolved>()
  const settings: EffectiveSetting[] = []
  for (const audience of audiencesOf(policies, definition, context, top.unit)) {
    const resolved = resolver.at(audience)
    const isTop = audience.group === undefined && audience.condition === undefined && audience.unit === top.unit
    if (!isTop && isInherited(resolved, audience, kept, resolver, context)) continue
    if (audience.group === undefined && audience.condition === undefined) kept.set(audience.unit, resolved)
    const { strongest, ...effective } = resolved
    settings.push({
      type: definition.type,
      title: definition.title,
      place: placeOf(audience, { pathOf: (unit) => tree.pathOf(unit), groupName: context.groupName }, top.unit),
      ...effective,
      origin: originOf(effective, strongest, audience, top.unit),
      ...(problem !== undefined && { problem }),
    })
  }
  return withoutEmptyTop(settings)
}

class Resolver {
  readonly #byUnit: ReadonlyMap<string, ReadonlyMap<string, readonly GooglePolicy[]>>
  readonly #context: ResolutionContext
  readonly #types: readonly string[]
  readonly #root: string

  constructor(types: readonly string[], context: ResolutionContext, root: string) {
    this.#types = types
    this.#context = context
    this.#root = root
    this.#byUnit = new Map(types.map((type) => [type, grouped(context.policiesOf(type), root)]))
  }

  at(audience: Audience): Resolved {
    const [type = ''] = this.#types
    const own = this.#value(type, audience)
    const { service } = this.#context.definitionOf(type)
    const others = this.#types.slice(1).filter((one) => one !== service)
    const isOff = service !== undefined && this.#value(service, audience).value?.['serviceState'] === 'DISABLED'
    return {
      ...own,
      related: Object.fromEntries(others.map((other) => [other, this.#value(other, audience).value])),
      ...(isOff && { switchedOffBy: service }),
    }
  }

  #value(type: string, audience: Audience): Pick<Resolved, 'value' | 'policies' | 'strongest'> {
    const definition = this.#context.definitionOf(type)
    const applying = this.#applying(type, audience)
    const values = applying.flatMap(({ value }) => (value ? [value] : []))
    const { reducer = 'max', entryKey, entryFields, defaults } = definition
    if (values.length === 0) {
      const empty = reducer === 'list' ? { entries: [] } : undefined
      return { value: defaults ?? empty, policies: [], strongest: undefined }
    }
    const reduced = keepFields(reduceValues(reducer, values, entryKey), entryFields)
    const counting = reducer === 'max' ? applying.slice(0, 1) : applying
    return {
      value: { ...defaults, ...reduced },
      policies: counting.map(({ name }) => name),
      strongest: applying[0]?.audience,
    }
  }

  /** The policies that apply to a user of this audience, the one that goes before the others first. */
  #applying(type: string, audience: Audience): readonly GooglePolicy[] {
    const byUnit = this.#byUnit.get(type)
    if (!byUnit || byUnit.size === 0) return []
    const { tree } = this.#context
    const whole = this.#context.definitionOf(type).wholeAccount
    if (whole) return [...byUnit.values()].flat().sort(before(() => 0))
    const chain = tree.chain(audience.unit)
    const units = chain.includes(this.#root) ? chain : [...chain, this.#root]
    const applying = units.flatMap((unit) =>
      (byUnit.get(unit) ?? []).filter(
        ({ audience: made }) =>
          (made?.group === undefined || made.group === audience.group) &&
          (made?.condition === undefined || made.condition === audience.condition),
      ),
    )
    return applying.length < 2 ? applying : applying.sort(before((unit) => units.indexOf(unit ?? this.#root)))
  }
}

/** Greatest `sortOrder` first. Google gives none twice; where it did, people go before Google, and the nearer unit before the farther. */
function before(distance: (unit: string | undefined) => number): (a: GooglePolicy, b: GooglePolicy) => number {
  return (a, b) =>
    b.sortOrder - a.sortOrder ||
    Number(b.origin === 'ADMIN') - Number(a.origin === 'ADMIN') ||
    distance(a.audience?.unit) - distance(b.audience?.unit) ||
    (a.name < b.name ? -1 : 1)
}

/** A policy without a unit is one for everybody. */
function grouped(policies: readonly GooglePolicy[], root: string): ReadonlyMap<string, readonly GooglePolicy[]> {
  const byUnit = new Map<string, GooglePolicy[]>()
  for (const policy of policies) {
    if (!policy.audience) continue
    const unit = policy.audience.unit ?? root
    const known = byUnit.get(unit)
    if (known) known.push(policy)
    else byUnit.set(unit, [policy])
  }
  return byUnit
}

/** The top and everybody that a policy was made for, parents before what is below them, each once. */
function audiencesOf(
  policies: readonly GooglePolicy[],
  definition: SettingDefinition,
  { tree }: ResolutionContext,
  root: string,
): readonly Audience[] {
  const audiences = new Map<string, Audience>([[root, { unit: root }]])
  if (definition.wholeAccount) return [...audiences.values()]
  for (const { audience } of policies) {
    if (!audience || (audience.unit !== undefined && audience.unit !== root && !tree.has(audience.unit))) continue
    const filled: Audience = { ...audience, unit: audience.unit ?? root }
    audiences.set(idOfAudience(filled, root), filled)
  }
  const depth = ({ unit, group, condition }: Audience): number =>
    tree.chain(unit).length * 4 + Number(group !== undefined) + Number(condition !== undefined)
  return [...audiences.values()].sort(
    (a, b) => depth(a) - depth(b) || (idOfAudience(a, root) < idOfAudience(b, root) ? -1 : 1),
  )
}

/** Whether it comes to what the nearest place above has: the parent unit's, or for a group or condition the unit's own. */
function isInherited(
  resolved: Resolved,
  audience: Audience,
  kept: ReadonlyMap<string, Resolved>,
  resolver: Resolver,
  { tree }: ResolutionContext,
): boolean {
  const isUnit = audience.group === undefined && audience.condition === undefined
  const parent = tree
    .chain(audience.unit)
    .slice(isUnit ? 1 : 0)
    .find((unit) => kept.has(unit))
  const above = parent === undefined ? resolver.at({ unit: audience.unit }) : kept.get(parent)
  return (
    above !== undefined &&
    above.switchedOffBy === resolved.switchedOffBy &&
    isDeepStrictEqual(above.value, resolved.value) &&
    isDeepStrictEqual(above.related, resolved.related)
  )
}

/** Where everybody has the setting by a licence, those without one do not have it, and there is nothing to say of them. */
function withoutEmptyTop(settings: readonly EffectiveSetting[]): EffectiveSetting[] {
  const [top, ...others] = settings
  const byLicence = others.some(({ place, value }) => place.kind === 'condition' && value !== undefined)
  return top && top.value === undefined && byLicence ? others : [...settings]
}

function problemOf(policies: readonly GooglePolicy[]): string | undefined {
  const broken = policies.find(({ audience, value }) => !audience || !value)
  if (!broken) return undefined
  return `Google's answer does not tell ${broken.audience ? 'what' : 'for whom'} the policy ${broken.name} of ${broken.settingType} is`
}

function originOf(
  { policies }: Pick<Resolved, 'policies'>,
  strongest: PolicyAudience | undefined,
  audience: Audience,
  root: string,
): EffectiveSetting['origin'] {
  if (policies.length === 0) return 'default'
  const made = { ...strongest, unit: strongest?.unit ?? root }
  return idOfAudience(made, root) === idOfAudience(audience, root) ? 'own' : 'inherited'
}
