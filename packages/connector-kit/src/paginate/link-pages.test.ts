import { UnexpectedAnswerError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestCache } from '../../tests/create-test-cache.ts'
import { createTestClient, type TestClient } from '../../tests/create-test-client.ts'
import type { ScriptedAnswer } from '../../tests/scripted-transport.ts'
import type { ItemPage } from './item-page.ts'
import { linkPages } from './link-pages.ts'

const item = z.object({ id: z.number() })
type Item = z.infer<typeof item>

async function readAll<T>(pages: AsyncIterable<ItemPage<T>>): Promise<{ pages: ItemPage<T>[]; error: unknown }> {
  const read: ItemPage<T>[] = []
  try {
    for await (const page of pages) read.push(page)
    return { pages: read, error: undefined }
  } catch (error) {
    return { pages: read, error }
  }
}

const next = (url: string): Record<string, string> => ({ link: `<${url}>; rel="next"` })
const vendor = (answers: Readonly<Record<string, ScriptedAnswer>>): TestClient =>
  createTestClient(({ url }) => answers[url.pathname + url.search] ?? { status: 404 })
const list = (test: TestClient, options: { from?: string; maxPages?: number } = {}): AsyncGenerator<ItemPage<Item>> =>
  linkPages(test.client, 'repos', {
    item,
    keyOf: (value) => String((value as Item).id),
    signal: test.signal,
    ...options,
  })

describe('linkPages', () => {
  it('follows rel="next" to the end', async () => {
    const test = vendor({
      '/repos': { body: [{ id: 1 }], headers: next('https://api.example.com/repos?page=2') },
      '/repos?page=2': { body: [{ id: 2 }], headers: next('/repos?page=3') },
      '/repos?page=3': { body: [{ id: 3 }], headers: { link: '<https://api.example.com/repos?page=1>; rel="first"' } },
    })
    const { pages, error } = await readAll(list(test))
    expect(error).toBeUndefined()
    expect(pages.map(({ items, next }) => [items, next])).toEqual([
      [[{ id: 1 }], 'https://api.example.com/repos?page=2'],
      [[{ id: 2 }], 'https://api.example.com/repos?page=3'],
      [[{ id: 3 }], undefined],
    ])
  })

  it('sends the query with the first page only, and goes on from a cursor', async () => {
    const test = vendor({ '/repos?page=2&per_page=100': { body: [{ id: 2 }] } })
    const from = 'https://api.example.com/repos?page=2&per_page=100'
    const { pages } = await readAll(
      linkPages(test.client, 'repos', { item, query: { per_page: 100 }, from, signal: test.signal }),
    )
    expect(pages.map(({ items }) => items)).toEqual([[{ id: 2 }]])
  })

  it('[F20] goes on over an empty page in the middle', async () => {
    const test = vendor({
      '/repos': { body: [{ id: 1 }], headers: next('/repos?page=2') },
      '/repos?page=2': { body: [], headers: next('/repos?page=3') },
      '/repos?page=3': { body: [{ id: 3 }] },
    })
    expect((await readAll(list(test))).pages.flatMap(({ items }) => items)).toEqual([{ id: 1 }, { id: 3 }])
  })

  it.each([
    ['to itself', { '/repos': '/repos' }],
    ['to itself under another address', { '/repos': '/repos?page=1', '/repos?page=1': '/repos?page=1' }],
    ['from A to B to A', { '/repos': '/repos?page=2', '/repos?page=2': '/repos' }],
    [
      'back into the middle',
      { '/repos': '/repos?page=2', '/repos?page=2': '/repos?page=3', '/repos?page=3': '/repos?page=2' },
    ],
  ])('[F17] a listing that leads %s is incomplete, what was read is kept', async (_title, links) => {
    const test = vendor(
      Object.fromEntries(Object.entries(links).map(([at, to], id) => [at, { body: [{ id }], headers: next(to) }])),
    )
    const { pages, error } = await readAll(list(test))
    expect(UnexpectedAnswerError.is(error) && error.message).toContain('circles')
    expect(pages.length).toBe(Object.keys(links).length)
    expect(pages.at(-1)?.next).toBeUndefined()
  })

  it('[F17] a listing that does not end is incomplete at the page budget', async () => {
    let page = 1
    const test = createTestClient(() => ({ body: [{ id: page }], headers: next(`/repos?page=${++page}`) }))
    const { pages, error } = await readAll(list(test, { maxPages: 25 }))
    expect(UnexpectedAnswerError.is(error) && error.message).toContain('more than 25 pages')
    expect(pages).toHaveLength(25)
  })

  it('[F27] a next link to another host is refused after the page that holds it', async () => {
    const test = vendor({ '/repos': { body: [{ id: 1 }], headers: next('https://evil.example.net/repos?page=2') } })
    const { pages, error } = await readAll(list(test))
    expect(pages).toHaveLength(1)
    expect(UnexpectedAnswerError.is(error) && error.message).toContain('https://evil.example.net')
    expect(test.transport.requests).toHaveLength(1)
  })

  it('[F13] [F15] a page that is cut is read again; nothing is lost', async () => {
    let count = 0
    const test = createTestClient(({ url }) => {
      if (url.search !== '?page=2') return { body: [{ id: 1 }], headers: next('/repos?page=2') }
      return ++count === 1 ? { body: '[{"id":2},{"i' } : { body: [{ id: 2 }, { id: 3 }] }
    })
    const { pages } = await readAll(list(test))
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([1, 2, 3])
  })

  it('[F24] a refused page is an error, never the end of the list', async () => {
    const test = vendor({ '/repos': { body: [{ id: 1 }], headers: next('/repos?page=2') } })
    const { pages, error } = await readAll(list(test))
    expect(pages).toHaveLength(1)
    expect(error).toBeInstanceOf(Error)
  })

  it('[F15] a body that is no list is refused, and an item of another shape is a gap for that item', async () => {
    const wrong = await readAll(list(vendor({ '/repos': { body: { message: 'hello' } } })))
    expect(wrong.error).toSatisfy(UnexpectedAnswerError.is)
    const test = vendor({ '/repos': { body: [{ id: 1 }, { id: 'two' }, null, { id: 4 }] } })
    const { pages } = await readAll(list(test))
    expect(pages[0]?.items).toEqual([{ id: 1 }, { id: 4 }])
    expect(pages[0]?.unreadable).toEqual([
      { key: 'two', reason: 'unexpected-answer', message: 'The item does not have the expected shape: at id' },
      { reason: 'unexpected-answer', message: 'The item does not have the expected shape: as a whole' },
    ])
  })

  it("[F18] gives the vendor's count, so that a list that shrank can be told", async () => {
    const test = vendor({ '/repos': { body: { total_count: 3, repositories: [{ id: 1 }] } } })
    const itemsOf = (body: unknown): readonly unknown[] => (body as { repositories: unknown[] }).repositories
    const { pages } = await readAll(linkPages(test.client, 'repos', { item, itemsOf, signal: test.signal }))
    expect(pages[0]).toMatchObject({ items: [{ id: 1 }], total: 3 })
  })

  it('tells which pages did not change', async () => {
    const test = createTestClient(
      ({ headers, url }) => {
        if (headers['if-none-match'] === '"1"') return { status: 304 }
        const first = url.search === ''
        return { body: [{ id: first ? 1 : 2 }], headers: first ? { etag: '"1"', ...next('/repos?page=2') } : {} }
      },
      { cache: createTestCache() },
    )
    await readAll(list(test))
    const { pages } = await readAll(list(test))
    expect(pages.map(({ items, notModified }) => [items, notModified])).toEqual([
      [[{ id: 1 }], true],
      [[{ id: 2 }], false],
    ])
  })
})
