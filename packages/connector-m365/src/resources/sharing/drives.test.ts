import {
  FeatureUnavailableError,
  NotFoundError,
  type OpenCasbError,
  PermissionError,
  ProviderError,
} from '@opencasb/core'
import type { Partition, PartitionContext, StreamContext } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import type { M365Session } from '../../session.ts'
import { readDrive } from './drive-feed.ts'
import { sharedItem } from './shared-item.ts'
import type { SharingScope } from './sharing-scope.ts'

const users = [
  { id: 'u-1', userPrincipalName: 'user-1@acme.example', userType: 'Member' },
  { id: 'u-2', userPrincipalName: 'user-2@acme.example', userType: 'Member' },
  { id: 'u-3', userPrincipalName: 'p_example.net#EXT#@acme.onmicrosoft.com', userType: 'Guest' },
]
const sites = [
  { id: 'acme.sharepoint.com,1,2', displayName: 'Sales', webUrl: 'https://acme.sharepoint.com/sites/Sales' },
  { id: 's-2', displayName: 'Legal', webUrl: 'https://acme.sharepoint.com/sites/legal', isPersonalSite: false },
  { id: 's-3', displayName: 'User 1', webUrl: 'https://acme-my.sharepoint.com/personal/user_1' },
  { id: 's-4', displayName: 'User 2', webUrl: 'https://acme.example/2', isPersonalSite: true },
]
const libraries = {
  value: [
    { id: 'b!2', name: 'Documents', owner: { group: { displayName: 'Sales' } } },
    { id: 'b!3', name: 'Archive', owner: { user: {} } },
  ],
}
const answers: Readonly<Record<string, unknown>> = {
  '/users/u-1/drive': { id: 'b!1', name: 'OneDrive', webUrl: 'https://acme-my.sharepoint.com/personal/user_1' },
  '/sites/acme.sharepoint.com%2C1%2C2/drives': libraries,
}

interface Reading {
  readonly scope?: Partial<SharingScope>
  readonly members?: readonly object[]
  readonly errors?: Readonly<Record<string, OpenCasbError>>
}

function sessionOf({ scope, members = users, errors = {} }: Reading, asked: string[]): M365Session {
  const outcome = (path: string) =>
    path in answers ? { value: answers[path] } : { error: errors[path] ?? new NotFoundError('none') }
  const client = {
    async *list(path: string) {
      yield { items: path === '/users' ? members : sites, unreadable: [] }
    },
    batch: async (
      requests: readonly { readonly path: string; readonly schema: { parse(value: unknown): unknown } }[],
    ) =>
      requests.map(({ path, schema }) => {
        asked.push(path)
        const found = outcome(path)
        return 'value' in found ? { value: schema.parse(found.value) } : found
      }),
    get: async (path: string) => {
      const found = outcome(path)
      if ('error' in found) throw found.error
      return { data: found.value }
    },
  }
  const config = { sharing: { oneDrive: true, everyItem: false, ...scope } }
  return { client, config, ownDomains: async () => new Set(['acme.example']) } as unknown as M365Session
}

async function drives(reading: Reading = {}): Promise<{ readonly found: Partition[]; readonly asked: string[] }> {
  const asked: string[] = []
  const context = {
    session: sessionOf(reading, asked),
    signal: AbortSignal.timeout(1000),
    log: { debug: () => undefined, warn: () => undefined },
  } as unknown as PartitionContext<M365Session>
  const found: Partition[] = []
  for await (const partition of sharedItem.partitions?.(context) ?? []) found.push(partition)
  return { found, asked }
}

describe('drives', () => {
  it('are OneDrives of members and libraries of sites, told apart from those of Teams', async () => {
    const { found, asked } = await drives()
    expect(found.map(({ key, name }) => [key, name])).toEqual([
      ['b!1', 'OneDrive of user-1@acme.example'],
      ['b!2', 'Sales: Documents (Microsoft 365 group, Teams)'],
      ['b!3', 'Sales: Archive'],
    ])
    expect(asked).not.toContain('/users/u-3/drive')
    expect(asked.filter((path) => path.startsWith('/sites'))).toHaveLength(2)
  })

  it('are those in scope, and others are not asked for', async () => {
    expect((await drives({ scope: { oneDrive: false } })).found.map(({ key }) => key)).toEqual(['b!2', 'b!3'])
    expect((await drives({ scope: { sites: [] } })).found.map(({ key }) => key)).toEqual(['b!1'])
    const one = await drives({
      scope: { users: ['USER-2@acme.example'], sites: ['https://acme.sharepoint.com/sites/legal/'] },
    })
    expect(one).toEqual({ found: [], asked: ['/users/u-2/drive', '/sites/s-2/drives'] })
  })

  it('that are refused one and all say so once', async () => {
    const unlicensed = new FeatureUnavailableError('Tenant does not have a SPO license')
    const many = Array.from({ length: 25 }, (_, index) => ({ ...users[0], id: `v-${index}` }))
    const errors = Object.fromEntries(many.map(({ id }) => [`/users/${id}/drive`, unlicensed]))
    await expect(drives({ errors, members: many })).rejects.toBe(unlicensed)
  })

  it('that cannot be listed are a gap of their own, and the others are read', async () => {
    const errors = { '/users/u-2/drive': new PermissionError('locked') }
    const { found } = await drives({ errors })
    expect(found.map(({ key }) => key)).toEqual(['b!1', 'unlisted:/users/u-2/drive', 'b!2', 'b!3'])
    const open = (reading: Reading) =>
      readDrive(
        {
          session: sessionOf(reading, []),
          partition: found[1] ?? { key: '', name: '' },
          signal: AbortSignal.timeout(1000),
        } as unknown as StreamContext<M365Session>,
        false,
      ).next()
    await expect(open({ errors })).rejects.toBe(errors['/users/u-2/drive'])
    await expect(open({ errors: { '/users/u-2/drive': new ProviderError('again') } })).rejects.toThrow(ProviderError)
  })
})
