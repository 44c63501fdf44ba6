import type { Partition, PartitionContext } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { inChunks } from '../in-chunks.ts'
import { listPages } from '../list-pages.ts'
import { assertNotAllRefused, type Drive, drivePartition, driveSchema, partitionsOf } from './drive-partition.ts'
import { isSiteInScope } from './sharing-scope.ts'

const site = z.object({
  id: graphField.id,
  displayName: graphField.text,
  name: graphField.text,
  webUrl: graphField.text,
  isPersonalSite: graphField.flag,
})
type Site = z.infer<typeof site>

const libraries = z.object({ value: z.array(driveSchema), '@odata.nextLink': graphField.text })

/** Twenty sites are asked for at once. */
const batchSize = 20

/**
 * Document libraries of sites in scope. The files of a team are in the site of its Microsoft 365 group, so they are among
 * these; OneDrives are not.
 * @see https://learn.microsoft.com/en-us/graph/api/site-getallsites
 */
export async function* siteLibraries({
  session,
  signal,
  log,
}: PartitionContext<M365Session>): AsyncGenerator<Partition> {
  const pages = listPages({ session, signal }, '/sites/getAllSites', { item: site, query: {} })
  for await (const { items, unreadable } of pages) {
    if (unreadable?.length) log.warn('some sites cannot be read')
    yield* (unreadable ?? []).map(({ key = '' }) => ({ key: `unlisted:${pathOf(key)}`, name: key }))
    const sites = items.filter((one) => !isOneDrive(one) && isSiteInScope(one.webUrl, session.config.sharing))
    for (const chunk of inChunks(sites, batchSize)) {
      const outcomes = await session.client.batch(
        chunk.map(({ id }) => ({ path: pathOf(id), schema: libraries })),
        signal,
      )
      assertNotAllRefused(outcomes)
      for (const [index, one] of chunk.entries()) {
        const name = one.displayName ?? one.name ?? one.webUrl ?? one.id
        const outcome = outcomes[index]
        yield* partitionsOf(outcome, pathOf(one.id), name, ({ value }) =>
          value.map((drive) => partitionOf(drive, name)),
        )
        const next = outcome && 'value' in outcome ? outcome.value['@odata.nextLink'] : undefined
        if (next === undefined) continue
        const rest = listPages({ session, signal, from: next }, pathOf(one.id), { item: driveSchema, query: {} })
        for await (const page of rest) yield* page.items.map((drive) => partitionOf(drive, name))
      }
    }
  }
}

function partitionOf(drive: Drive, siteName: string): Partition {
  const name = `${siteName}: ${drive.name ?? drive.id}`
  return drivePartition(drive, drive.group === undefined ? name : `${name} (Microsoft 365 group, Teams)`)
}

function isOneDrive({ isPersonalSite, webUrl }: Site): boolean {
  return isPersonalSite === true || /^https:\/\/[^/]+-my\.[^/]+\/personal\//i.test(webUrl ?? '')
}

function pathOf(id: string): string {
  return `/sites/${encodeURIComponent(id)}/drives`
}
