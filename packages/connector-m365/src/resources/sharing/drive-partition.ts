import {
  FeatureUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderError,
  type StandardSchemaV1,
} from '@opencasb/core'
import type { FacetOutcome, Partition } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'

/** A OneDrive or a document library. */
export interface Drive {
  readonly id: string
  readonly name: string | undefined
  readonly webUrl: string | undefined
  /** Set for libraries of sites that belong to a Microsoft 365 group: files of Teams are there. */
  readonly group: string | undefined
}

/** What is asked of a drive. */
export const driveFields = 'id,name,webUrl,driveType,owner'

const named = z.object({ displayName: graphField.text, email: graphField.text })

/** Accepts a drive. */
export const driveSchema: z.ZodType<Drive> = z
  .object({
    id: graphField.id,
    name: graphField.text,
    webUrl: graphField.text,
    owner: graphObject(z.object({ group: graphObject(named) })),
  })
  .transform(({ owner, ...drive }) => ({
    ...drive,
    group: owner?.group && (owner.group.displayName ?? owner.group.email ?? ''),
  }))

const many: StandardSchemaV1<unknown, unknown> = z.unknown()

/** Whose drives could not be listed: a partition of its own, so that the others are read. */
const unlisted = 'unlisted:'

/** The partition of a drive. */
export function drivePartition({ id, webUrl }: Drive, name: string): Partition {
  return { key: id, name, asset: { kind: 'site', id, name, ...(webUrl !== undefined && { url: webUrl }) } }
}

/** Partitions of what one listing of drives came to; none where there is nothing. */
export function partitionsOf<T>(
  outcome: FacetOutcome<T> | undefined,
  path: string,
  name: string,
  drives: (value: T) => readonly Partition[],
): readonly Partition[] {
  if (outcome && 'value' in outcome) return drives(outcome.value)
  if (NotFoundError.is(outcome?.error)) return []
  return [{ key: `${unlisted}${path}`, name }]
}

/** So many drives that are refused, and no other, say that all of them will be. */
const fewestRefused = 3

/** @throws what all of several drives are refused with: it is the tenant's matter, not theirs */
export function assertNotAllRefused(outcomes: readonly FacetOutcome[]): void {
  const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []))
  const [error] = errors
  if (!error || errors.length < outcomes.length || errors.length < fewestRefused) return
  if (errors.every((one) => FeatureUnavailableError.is(one) || PermissionError.is(one))) throw error
}

/** @throws what is in the way where the drives of this partition could not be listed */
export async function assertListed(
  { key }: Partition,
  session: Pick<M365Session, 'client'>,
  signal: AbortSignal,
): Promise<void> {
  if (!key.startsWith(unlisted)) return
  await session.client.get(key.slice(unlisted.length), many, signal)
  throw new ProviderError('The drives could not be listed at first; the next scan reads them')
}
