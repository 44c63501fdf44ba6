import { DependencyError } from '@opencasb/core'
import type { IndexReader } from '@opencasb/core/connector'
import type { Grant } from './assignment.ts'
import type { SourceAccess } from './effective-access.ts'
import {
  hasAll,
  isEmpty,
  noPermissions,
  overlap,
  type PermissionBits,
  shared,
  unite,
  without,
} from './permission-bits.ts'
import type { PermissionSetGroup } from './permission-set-group.ts'
import type { PermissionSource } from './permission-source.ts'

/** The tables that say what profiles, permission sets and groups give. */
export interface SourceTables {
  readonly sources: IndexReader<PermissionSource>
  readonly groups: IndexReader<PermissionSetGroup>
  readonly parts: IndexReader<readonly string[]>
  readonly mutings: IndexReader<PermissionBits>
}

/** Says what a grant gives. */
export interface SourceResolver {
  /** @throws DependencyError where what it takes could not be read, or is hidden from the integration user */
  accessOf(grant: Grant): readonly SourceAccess[]
}

/** A group is settled where Salesforce has calculated what it gives. */
const settledStatus = 'Updated'

/**
 * Makes a resolver. For a group, Salesforce keeps a permission set with what its parts give together, less what is muted,
 * and that is what it enforces: it is taken as it stands while the group is settled, compared with the parts, and marked
 * where they differ. While it is not settled, the permissions
 * are those that stand there now and those that the parts give, as the one or the other is true by the next minute.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 */
export function createSourceResolver(tables: SourceTables): SourceResolver {
  const { sources } = tables
  const known = new Map<string, readonly SourceAccess[]>()
  let ofGroups: ReadonlyMap<string, PermissionSource> | undefined

  const totalOf = (groupId: string): PermissionSource | undefined => {
    ofGroups ??= new Map([...sources.values()].flatMap((source) => (source.groupId ? [[source.groupId, source]] : [])))
    return ofGroups.get(groupId)
  }
  const resolve = ({ sourceId, groupId }: Grant): readonly SourceAccess[] => {
    const source = sourceId === undefined ? undefined : sources.get(sourceId)
    const through = groupId ?? source?.groupId
    if (through === undefined) return [ownAccess(source ?? missing(sourceId))]
    return groupAccess(tables, through, source?.groupId === through ? source : totalOf(through))
  }
  return {
    accessOf(grant) {
      const key = grant.groupId ?? grant.sourceId ?? ''
      const found = known.get(key) ?? resolve(grant)
      known.set(key, found)
      return found
    },
  }
}

function missing(id: string | undefined): never {
  throw new DependencyError(`The permission set ${id ?? ''} is assigned, but hidden or gone`)
}

/** What a profile or a permission set gives by itself. */
function ownAccess(source: PermissionSource): SourceAccess {
  const { id, kind, name, permissions, known, needsActivation } = source
  return { source: { id, kind, name }, via: [], permissions, known, needsActivation, unsettled: false, differs: false }
}

/**
 * What a group gives: in two parts where a permission set in it asks for an activation that the others do not.
 * @param total the permission set that Salesforce keeps for the group
 */
function groupAccess(
  { sources, groups, parts, mutings }: SourceTables,
  groupId: string,
  total: PermissionSource | undefined,
): readonly SourceAccess[] {
  const group = groups.get(groupId)
  const partIds = parts.get(groupId) ?? []
  const muted = unite(...partIds.map((id) => mutings.get(id) ?? noPermissions))
  const members = partIds.flatMap((id) => sources.get(id) ?? [])
  const activated = group?.needsActivation || total?.needsActivation || false
  const given = (part: readonly PermissionSource[]): PermissionBits =>
    without(unite(...part.map(({ permissions }) => permissions)), muted)

  const settled = group?.status === settledStatus && total !== undefined
  // Of a settled group the parts tell no more than where its permissions come from.
  if (!settled) for (const id of partIds) if (!sources.has(id) && !mutings.has(id)) missing(id)
  if (!group && !total) missing(groupId)
  const kept = total?.permissions ?? noPermissions
  const differs = settled && !(hasAll(kept, given(members)) && hasAll(given(members), kept))
  const all = settled ? kept : unite(kept, given(members))
  const standing = given(members.filter(({ needsActivation }) => !needsActivation))
  const byActivation = given(members.filter((member) => member.needsActivation))
  const onActivation = activated ? all : without(shared(all, byActivation), standing)

  const known = unite(...[total, ...members].map((one) => one?.known ?? noPermissions))
  const source = { id: total?.id ?? groupId, kind: 'group', name: group?.name ?? total?.name ?? groupId } as const
  const part = (permissions: PermissionBits, needsActivation: boolean): SourceAccess => {
    const told = without(permissions, muted)
    const via = members.filter((member) => overlap(member.permissions, told)).map(({ name }) => name)
    return { source, via, permissions, known, needsActivation, unsettled: !settled, differs }
  }
  if (isEmpty(onActivation)) return [part(all, false)]
  return [part(without(all, onActivation), false), part(onActivation, true)]
}
