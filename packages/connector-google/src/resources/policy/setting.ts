import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource, defineIndex } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import { type Group, group } from '../group/group.ts'
import { organizationalUnits } from '../organizational-unit/organizational-unit.ts'
import type { EffectiveSetting } from './effective-setting.ts'
import { knownSettings } from './known-settings.ts'
import { OrganizationalTree } from './organizational-tree.ts'
import { type GooglePolicy, policy } from './policy.ts'
import { resolvePolicies } from './resolve-policies.ts'
import type { SettingDefinition } from './setting-definition.ts'

const definitions: ReadonlyMap<string, SettingDefinition> = new Map(
  knownSettings.map((definition) => [definition.type, definition]),
)

/** Policies by the type of their setting; those of settings that nothing reads are left out. */
const policiesByType: Index<GooglePolicy, GooglePolicy[]> = defineIndex<GooglePolicy, GooglePolicy[], GoogleSession>({
  name: 'google.policies-by-type',
  of: policy,
  by: ({ settingType }) => settingType,
  pick(item, previous) {
    if (!definitions.has(item.settingType)) return undefined
    if (!previous) return [item]
    previous.push(item)
    return previous
  },
})

/** What groups are called. */
const groupAddresses: Index<Group, string> = defineIndex<Group, string, GoogleSession>({
  name: 'google.group-addresses',
  of: group,
  pick: ({ email }) => email,
})

/** The resource types of settings, by type or family. */
const resources: ReadonlyMap<string, ResourceType<EffectiveSetting, GoogleSession>> = new Map(
  [...Map.groupBy(knownSettings, ({ type, family }) => family ?? type)]
    .filter(([, [first]]) => !first?.onlyRelated)
    .map(([name, members]) => [name, defineSetting(name, members)]),
)

/** A kind of item for each setting that checks read: the setting in each place where it differs. */
export const settings: readonly ResourceType<EffectiveSetting, GoogleSession>[] = [...resources.values()]

/**
 * The resource type of a setting.
 * @param name its type, `security.password`, or its family
 * @throws TypeError where it is not among the known settings
 */
export function settingOf(name: string): ResourceType<EffectiveSetting, GoogleSession> {
  const found = resources.get(name)
  if (!found) throw new TypeError(`${name} is none of the known settings`)
  return found
}

function defineSetting(
  name: string,
  members: readonly SettingDefinition[],
): ResourceType<EffectiveSetting, GoogleSession> {
  const lookup = { policies: policiesByType, units: organizationalUnits, groups: groupAddresses }
  return defineDerivedResource<EffectiveSetting, typeof lookup, GoogleSession>({
    name: `google.setting.${name}`,
    lookup,
    *items({ policies, units, groups }) {
      const tree = new OrganizationalTree(units)
      const context = {
        policiesOf: (type: string) => policies.get(type) ?? [],
        definitionOf: (type: string) => definitions.get(type) ?? { type, title: type },
        tree,
        groupName: (id: string) => groups.get(id),
      }
      for (const definition of members) yield* resolvePolicies(definition, context)
    },
    key: ({ type, place }) => `${type}|${place.id}`,
    asset: ({ type, title, place }) => ({
      kind: 'setting',
      id: `${type}|${place.id}`,
      name: `${title} ${place.phrase}`,
    }),
  })
}
