import { UnexpectedAnswerError } from '@opencasb/core'
import type { Page } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { type GooglePolicy, policy } from './policy.ts'

interface Get {
  readonly schema: {
    readonly '~standard': { validate(body: unknown): { readonly value?: unknown; readonly issues?: unknown } }
  }
  readonly query: Readonly<Record<string, unknown>>
}

/** Reads the pages that Google gives, one after the other, and notes what was asked. */
async function read(bodies: readonly unknown[], from?: string) {
  const asked: unknown[] = []
  const http = {
    async get(path: string, { schema, query }: Get) {
      const { value, issues } = schema['~standard'].validate(bodies[asked.length])
      asked.push([path, query])
      if (issues) throw new UnexpectedAnswerError('no page')
      return { data: value, url: new URL('https://cloudidentity.googleapis.com'), notModified: false }
    },
  }
  const session = { client: { http: () => http } }
  const pages: Page<GooglePolicy>[] = []
  const context = { session, signal: new AbortController().signal, from, partition: { key: 'C0', name: 'acme' } }
  for await (const page of policy.collect(context as never)) pages.push(page)
  return { pages, asked, items: pages.flatMap(({ items }) => items) }
}

const strict = {
  name: 'policies/1',
  customer: 'customers/C0',
  type: 'ADMIN',
  policyQuery: {
    query: "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03top'))",
    orgUnit: 'orgUnits/03top',
    sortOrder: 2,
  },
  setting: { type: 'settings/security.password', value: { minimumLength: 12, new: { field: true } } },
}

describe('policies', () => {
  it('are read a hundred a page, with the setting, its value and for whom they are', async () => {
    const { items, asked } = await read([{ policies: [strict] }])
    expect(asked).toEqual([['/v1/policies', { pageSize: 100 }]])
    expect(items).toEqual([
      {
        name: 'policies/1',
        origin: 'ADMIN',
        settingType: 'security.password',
        sortOrder: 2,
        audience: { unit: '03top' },
        value: { minimumLength: 12, new: { field: true } },
      },
    ])
  })

  it('[F20] go on over pages without policies, and end with one that holds nothing at all', async () => {
    const { items, asked } = await read([{ policies: [strict], nextPageToken: 'b' }, { nextPageToken: 'c' }, {}])
    expect(items).toHaveLength(1)
    expect(asked).toHaveLength(3)
  })

  it('[F15] do not take a first page that holds nothing, or one of another shape, for an empty account', async () => {
    await expect(read([{}])).rejects.toThrow('no page')
    await expect(read([{ unexpected: 'shape' }])).rejects.toThrow('no page')
    await expect(read([{ policies: {} }])).rejects.toThrow('no page')
    await expect(read([{ policies: [strict], nextPageToken: 'b' }, { error: {} }])).rejects.toThrow('no page')
  })

  it('go on after the page where a run stopped', async () => {
    const { asked } = await read([{}], 'b')
    expect(asked).toEqual([['/v1/policies', { pageSize: 100, pageToken: 'b' }]])
  })

  it('keep what belongs to a setting but cannot be read, so that this setting alone is unknown', async () => {
    const odd = [
      { ...strict, name: 'policies/2', setting: { type: 'settings/security.password', value: 'strict' } },
      { ...strict, name: 'policies/3', policyQuery: { ...strict.policyQuery, sortOrder: 'first' } },
      { ...strict, name: 'policies/4', policyQuery: null },
      { ...strict, name: 'policies/5', policyQuery: { orgUnit: 'orgUnits/03top' }, type: undefined },
    ]
    const { items } = await read([{ policies: odd }])
    expect(items.map(({ audience, value }) => [audience?.unit, value?.['minimumLength']])).toEqual([
      ['03top', undefined],
      [undefined, 12],
      [undefined, 12],
      ['03top', 12],
    ])
    expect(items[3]).toMatchObject({ origin: '', sortOrder: 0 })
  })

  it('are unreadable where they do not say which setting it is', async () => {
    const nameless = { ...strict, name: undefined }
    const { pages } = await read([{ policies: [{ ...strict, setting: {} }, nameless, strict] }])
    expect(pages[0]?.items).toHaveLength(1)
    expect(pages[0]?.unreadable?.map(({ key }) => key)).toEqual(['policies/1', undefined])
  })
})
