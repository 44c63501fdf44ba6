import { CheckpointExpiredError } from '@opencasb/core'
import type { Page, StreamContext } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import type { M365Session } from '../../session.ts'
import { readDrive } from './drive-feed.ts'
import { itemSchema, type SharedItem } from './item-schema.ts'

/** Reads a drive whose change feed tells these items. */
async function read(
  values: readonly object[],
  {
    since,
    from,
    domains = ['acme.example'],
    everyItem = false,
    changesOnly = false,
  }: {
    readonly since?: string
    readonly everyItem?: boolean
    readonly from?: string
    readonly domains?: readonly string[]
    readonly changesOnly?: boolean
  } = {},
): Promise<{ readonly page: Page<SharedItem> | undefined; readonly asked: unknown }> {
  let asked: unknown
  const client = {
    async *delta(path: string, request: object) {
      asked = { path, ...request }
      const items = values.map((value) => itemSchema['~standard'].validate(value))
      const read = items.flatMap((item) => ('value' in item ? [item.value] : []))
      yield { items: read, unreadable: [], removed: [], watermark: 'https://graph.microsoft.com/v1.0/end' }
    },
  }
  const session = {
    client,
    config: { sharing: { oneDrive: true, everyItem, since } },
    ownDomains: async () => new Set(domains),
  } as unknown as M365Session
  const context = { session, partition: { key: 'b!1', name: 'OneDrive of user-1' }, signal: AbortSignal.timeout(1000) }
  const stream = { ...context, ...(from !== undefined && { from }) } as unknown as StreamContext<M365Session>
  for await (const page of readDrive(stream, changesOnly)) return { page, asked }
  return { page: undefined, asked }
}

const shared = { shared: { scope: 'users' }, file: {} }

describe('the feed of a drive', () => {
  it('holds what is shared and there', async () => {
    const { page, asked } = await read([
      { id: '1', name: 'a', ...shared, parentReference: { id: '0' } },
      { id: '2', name: 'b', file: {} },
      { id: '3', ...shared, deleted: { state: 'deleted' } },
      { id: '4', name: 'Notes', folder: {}, package: { type: 'oneNote' }, shared: {} },
      { id: '5', name: 'c', folder: {}, shared: {} },
    ])
    expect(page?.items).toMatchObject([
      { driveId: 'b!1', id: '1', name: 'a', isFolder: false, parentId: '0', place: 'OneDrive of user-1' },
      { id: '4', isFolder: false },
      { id: '5', isFolder: true },
    ])
    expect(page).not.toHaveProperty('removed')
    expect(asked).toMatchObject({ path: '/drives/b!1/root/delta', query: { $select: expect.stringMatching(/shared/) } })
  })

  it('holds everything that is there where everything is to be asked for', async () => {
    const { page } = await read(
      [
        { id: '1', file: {} },
        { id: '2', file: {}, deleted: {} },
      ],
      { everyItem: true },
    )
    expect(page?.items.map(({ id }) => id)).toEqual(['1'])
  })

  it('looks at the root of a library in any case, and at that of a OneDrive where it is marked', async () => {
    const root = { id: '0', name: 'root', root: {}, folder: {} }
    const library = await read([{ ...root, parentReference: { driveType: 'documentLibrary', id: 'above' } }])
    expect(library.page?.items).toMatchObject([{ id: '0', name: 'OneDrive of user-1', parentId: undefined }])
    expect((await read([{ ...root, parentReference: { driveType: 'business' } }])).page?.items).toEqual([])
  })

  it('tells as gone what is shared no longer, where only changes are read', async () => {
    const { page } = await read(
      [
        { id: '2', file: {} },
        { id: '3', deleted: {} },
        { id: '1', ...shared },
      ],
      {
        changesOnly: true,
      },
    )
    expect(page?.removed).toEqual(['b!1/2', 'b!1/3'])
    expect(page?.items).toMatchObject([{ id: '1' }])
  })

  it('leaves out old files, but no old folder', async () => {
    const old = { lastModifiedDateTime: '2020-01-01T00:00:00Z' }
    const { page } = await read(
      [
        { id: '1', ...shared, ...old },
        { id: '2', folder: {}, shared: {}, ...old },
        { id: '3', ...shared },
      ],
      { since: '2026-01-01' },
    )
    expect(page?.items.map(({ id }) => id)).toEqual(['2', '3'])
  })

  it("goes on from where it was, unless other domains are the tenant's now", async () => {
    const from = (await read([])).page?.watermark ?? ''
    expect((await read([], { from })).asked).toMatchObject({ from: 'https://graph.microsoft.com/v1.0/end' })
    await expect(read([], { from, domains: ['acme.example', 'new.example'] })).rejects.toThrow(CheckpointExpiredError)
    await expect(read([], { from, since: '2026-01-01' })).rejects.toThrow(CheckpointExpiredError)
    await expect(read([], { from: 'nonsense' })).rejects.toThrow(CheckpointExpiredError)
  })
})
