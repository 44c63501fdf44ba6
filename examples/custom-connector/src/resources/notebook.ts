import { linkPages } from '@opencasb/connector-kit'
import { defineFacet, defineResource, type Facet, type ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { AcmeNotesSession } from '../session.ts'

const notebookSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  owner_id: z.string(),
  url: z.string(),
})

/** A notebook, without its contents. */
export type Notebook = Readonly<z.infer<typeof notebookSchema>>

const changeFeed = z.object({
  items: z.array(notebookSchema),
  removed: z.array(z.string()),
  /** Where the next part of the feed begins. */
  token: z.string().min(1),
  more: z.boolean(),
})

/** All notebooks of the workspace, and afterwards only those that changed. */
export const notebook: ResourceType<Notebook, AcmeNotesSession> = defineResource({
  name: 'acme-notes.notebook',
  needs: { 'api-key': ['notebooks:read'], 'oauth-client': ['notebooks:read'] },
  order: 'stable',
  cost: { bucket: 'api', itemsPerRequest: 100 },
  key: (item) => item.id,
  asset: (item) => ({ kind: 'file', id: item.id, name: item.title, url: item.url, owner: item.owner_id }),
  async *collect({ session, from, signal }) {
    // Taken before the listing starts: what changes while it is read is in the feed of the next scan.
    let watermark = from === undefined ? await latestToken(session, signal) : undefined
    const pages = linkPages(session.client, '/v1/notebooks', {
      item: notebookSchema,
      keyOf: (value) => z.object({ id: z.string() }).safeParse(value).data?.id,
      query: { limit: 100 },
      // A workspace holds at most 25,000 notebooks.
      maxPages: 250,
      signal,
      ...(from !== undefined && { from }),
    })
    for await (const { items, unreadable, next } of pages) {
      yield {
        items,
        unreadable,
        ...(next !== undefined && { cursor: next }),
        ...(watermark !== undefined && { watermark }),
      }
      watermark = undefined
    }
  },
  async *changes({ session, from = '', signal }) {
    for (let since = from, more = true; more; ) {
      const { data } = await session.client.get('/v1/notebooks/changes', {
        schema: changeFeed,
        query: { since },
        signal,
      })
      since = data.token
      more = data.more
      const { items, removed } = data
      yield { items, removed, watermark: since, ...(more && { cursor: since }) }
    }
  },
})

async function latestToken(session: AcmeNotesSession, signal: AbortSignal): Promise<string> {
  const { data } = await session.client.get('/v1/notebooks/changes', {
    schema: changeFeed,
    query: { since: 'latest' },
    signal,
  })
  return data.token
}

const sharingSchema = z.object({
  public_link: z.boolean(),
  /** ISO 8601; `null` for a link that never ends. */
  link_expires_at: z.iso.datetime().nullable(),
})

/** How a notebook is shared. */
export type Sharing = Readonly<z.infer<typeof sharingSchema>>

/** The sharing settings of a notebook: a request and a permission of its own. */
export const sharing: Facet<Notebook, Sharing, AcmeNotesSession> = defineFacet({
  name: 'acme-notes.notebook.sharing',
  of: notebook,
  needs: { 'api-key': ['sharing:read'], 'oauth-client': ['sharing:read'] },
  cost: { bucket: 'api', itemsPerRequest: 1 },
  async fetch(item, { session, signal }) {
    const path = `/v1/notebooks/${encodeURIComponent(item.id)}/sharing`
    const { data } = await session.client.get(path, { schema: sharingSchema, signal })
    return data
  },
})
