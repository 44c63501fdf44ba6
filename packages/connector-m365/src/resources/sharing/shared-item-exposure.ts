import { NotFoundError, OpenCasbError } from '@opencasb/core'
import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { type Exposure, isSameExposure, readExposure } from './exposure.ts'
import { keyOfItem, type SharedItem } from './item-schema.ts'
import { readPermissions } from './read-permissions.ts'
import { sharedItem } from './shared-item.ts'

/** Access to an item that others than named colleagues have. */
export interface ItemExposure {
  /** Given on the item itself. */
  readonly own: readonly Exposure[]
  /** How much of it comes from a folder above, which has it as its own. */
  readonly inherited: number
}

/**
 * Access to a file or folder that others than named colleagues have. SharePoint lists what a folder passes on among the
 * permissions of each thing in it, and does not say so: where there is access from outside, the folder is asked as well,
 * and what it has is counted there alone.
 * @see https://learn.microsoft.com/en-us/graph/api/driveitem-list-permissions
 */
export const sharedItemExposure: Facet<SharedItem, ItemExposure, M365Session> = defineFacet<
  SharedItem,
  ItemExposure,
  M365Session
>({
  name: 'm365.shared-item.exposure',
  of: sharedItem,
  needs: graphNeeds(['Sites.Read.All', 'Domain.Read.All']),
  cost: { bucket: 'sharepoint', itemsPerRequest: 20, unitsPerRequest: 40 },
  async fetch(item, { session, signal }) {
    const outcome = (await readAll([item], session, signal)).get(keyOf(item))
    if (outcome && 'value' in outcome) return outcome.value
    throw outcome?.error ?? new NotFoundError('Nothing was answered')
  },
  fetchMany: (items, { session, signal }) => readAll(items, session, signal),
})

async function readAll(
  items: readonly SharedItem[],
  session: M365Session,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FacetOutcome<ItemExposure>>> {
  const domains = await session.ownDomains(signal)
  const known = await readExposures(items, session, signal, domains)
  const parents = new Map<string, { readonly driveId: string; readonly id: string }>()
  for (const item of items) {
    const parent = parentOf(item)
    const outcome = known.get(keyOf(item))
    if (!parent || !outcome || 'error' in outcome || outcome.value.length === 0) continue
    if (!known.has(keyOf(parent))) parents.set(keyOf(parent), parent)
  }
  const above = await readExposures([...parents.values()], session, signal, domains)
  return new Map(
    items.map((item) => {
      const parent = parentOf(item)
      const outcome = known.get(keyOf(item)) ?? { error: new NotFoundError('Nothing was answered') }
      const passedOn = parent && (known.get(keyOf(parent)) ?? above.get(keyOf(parent)))
      return [keyOf(item), own(outcome, passedOn)]
    }),
  )
}

function own(
  outcome: FacetOutcome<readonly Exposure[]>,
  above: FacetOutcome<readonly Exposure[]> | undefined,
): FacetOutcome<ItemExposure> {
  if ('error' in outcome) return outcome
  const given = outcome.value.filter(({ isInherited }) => !isInherited)
  if (given.length === 0) return { value: { own: [], inherited: outcome.value.length } }
  // A folder that is gone passes nothing on; one that cannot be read leaves open whose the access is.
  if (above && 'error' in above && !NotFoundError.is(above.error)) return above
  const passedOn = above && 'value' in above ? above.value : []
  const rest = given.filter((one) => !passedOn.some((other) => isSameExposure(one, other)))
  return { value: { own: rest, inherited: outcome.value.length - rest.length } }
}

async function readExposures(
  items: readonly { readonly driveId: string; readonly id: string }[],
  session: M365Session,
  signal: AbortSignal,
  domains: ReadonlySet<string>,
): Promise<ReadonlyMap<string, FacetOutcome<readonly Exposure[]>>> {
  if (items.length === 0) return new Map()
  const answers = await readPermissions(session, items, signal)
  return new Map(
    items.flatMap((item, index) => {
      const answer = answers[index]
      if (!answer) return []
      return [[keyOf(item), 'error' in answer ? answer : exposureOf(answer.value, domains)] as const]
    }),
  )
}

function exposureOf(
  permissions: Parameters<typeof readExposure>[0],
  domains: ReadonlySet<string>,
): FacetOutcome<readonly Exposure[]> {
  try {
    return { value: readExposure(permissions, domains) }
  } catch (error) {
    if (OpenCasbError.is(error)) return { error }
    throw error
  }
}

function parentOf({ driveId, parentId }: SharedItem): { readonly driveId: string; readonly id: string } | undefined {
  return parentId === undefined ? undefined : { driveId, id: parentId }
}

function keyOf({ driveId, id }: { readonly driveId: string; readonly id: string }): string {
  return keyOfItem(driveId, id)
}
