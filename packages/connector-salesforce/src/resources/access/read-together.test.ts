import { PermissionError, ProviderError } from '@opencasb/core'
import type { Page, StreamContext } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import type { SalesforceClient } from '../../client.ts'
import type { QueryAnswer } from '../../http/api-paths.ts'
import type { SalesforceSession } from '../../session.ts'
import { groupComponentSchema } from './group-component.ts'
import { permissionSetGroupSchema } from './permission-set-group.ts'
import { readTogether } from './read-together.ts'

const fields = ['Id', 'PermissionsModifyAllData'].map((name) => ({ name }))

function answer(records: readonly unknown[], next?: string): QueryAnswer {
  return { records, totalSize: undefined, nextRecordsUrl: next }
}

/** A client that answers by the object that is asked for, and notes what it was asked. */
function fakeClient(answers: Readonly<Record<string, QueryAnswer | Error>>) {
  const asked: string[] = []
  const kept = new Map<string, Promise<unknown>>()
  const answerTo = async (text: string): Promise<QueryAnswer> => {
    const object = /FROM (\w+)/.exec(text)?.[1] ?? ''
    const found = answers[object] ?? answer([])
    if (found instanceof Error) throw found
    return found
  }
  const client = {
    paths: { describe: (object: string) => `/describe/${object}` },
    once: (key: string, load: () => Promise<unknown>) => {
      const loading = kept.get(key) ?? load()
      kept.set(key, loading)
      return loading
    },
    composite: async (requests: readonly { readonly url: string }[]) => {
      asked.push(`describe ${requests.length}`)
      return requests.map(() => ({ status: 200, body: { queryable: true, fields } }))
    },
    describe: async () => undefined,
    ask: async ({ soql }: { readonly soql: { readonly text: string } }) => {
      asked.push(/FROM (\w+)/.exec(soql.text)?.[1] ?? '')
      return answerTo(soql.text)
    },
    get: async (path: string) => {
      asked.push(path)
      return { data: answer([{ Id: 'c2', PermissionSetGroupId: 'g', PermissionSetId: 'b' }]) }
    },
    async *rows({ soql }: { readonly soql: { readonly text: string } }) {
      asked.push(`alone ${/FROM (\w+)/.exec(soql.text)?.[1]}`)
      const { records } = await answerTo(soql.text)
      yield { items: records, unreadable: [] }
    },
  }
  return { client: client as unknown as SalesforceClient, asked }
}

function contextOf(client: SalesforceClient, from?: string): StreamContext<SalesforceSession> {
  const session = { client, authKind: 'jwt-bearer' } as SalesforceSession
  const signal = new AbortController().signal
  return { session, signal, ...(from !== undefined && { from }) } as StreamContext<SalesforceSession>
}

async function all<T>(pages: AsyncIterable<Page<T>>): Promise<readonly Page<T>[]> {
  const read: Page<T>[] = []
  for await (const page of pages) read.push(page)
  return read
}

const group = { Id: 'g', MasterLabel: 'Group', Status: 'Updated', HasActivationRequired: false }
const part = { Id: 'c1', PermissionSetGroupId: 'g', PermissionSetId: 'a' }

describe('questions that travel together', () => {
  it('are asked once, whoever comes first, and each stream gets its own answer', async () => {
    const { client, asked } = fakeClient({
      PermissionSetGroup: answer([group]),
      PermissionSetGroupComponent: answer([part], '/next'),
    })
    const context = contextOf(client)
    const groups = await all(readTogether('groups', () => permissionSetGroupSchema, context))
    expect(groups).toMatchObject([{ items: [{ id: 'g', name: 'Group' }] }])
    const parts = await all(readTogether('parts', () => groupComponentSchema, context))
    expect(parts).toMatchObject([{ items: [{ id: 'c1' }], cursor: '/next' }, { items: [{ id: 'c2' }] }])
    expect(asked).toEqual([
      'describe 3',
      'PermissionSetGroup',
      'PermissionSetGroupComponent',
      'MutingPermissionSet',
      'ObjectPermissions',
      'ObjectPermissions',
      '/next',
    ])
  })

  it('are asked alone where a stream is read anew or goes on from a cursor', async () => {
    const { client, asked } = fakeClient({ PermissionSetGroup: answer([group]) })
    const context = contextOf(client)
    await all(readTogether('groups', () => permissionSetGroupSchema, context))
    asked.length = 0
    await all(readTogether('groups', () => permissionSetGroupSchema, context))
    await all(readTogether('parts', () => groupComponentSchema, contextOf(client, '/next')))
    expect(asked).toEqual(['alone PermissionSetGroup', 'alone PermissionSetGroupComponent'])
  })

  it('are asked alone where one was refused, so that it is told what is missing; the others do not suffer', async () => {
    const { client, asked } = fakeClient({
      PermissionSetGroup: new PermissionError('no'),
      PermissionSetGroupComponent: answer([part]),
    })
    const context = contextOf(client)
    await expect(all(readTogether('groups', () => permissionSetGroupSchema, context))).rejects.toThrow(PermissionError)
    expect(asked.at(-1)).toBe('alone PermissionSetGroup')
    const parts = await all(readTogether('parts', () => groupComponentSchema, context))
    expect(parts).toMatchObject([{ items: [{ id: 'c1' }] }])
  })

  it('are not asked again where the vendor failed', async () => {
    const { client, asked } = fakeClient({ PermissionSetGroup: new ProviderError('500', { retryable: false }) })
    const read = all(readTogether('groups', () => permissionSetGroupSchema, contextOf(client)))
    await expect(read).rejects.toThrow(ProviderError)
    expect(asked.filter((one) => one.startsWith('alone'))).toEqual([])
  })

  it('make a bad row a gap for that row', async () => {
    const { client } = fakeClient({ PermissionSetGroup: answer([{ ...group, Status: 7 }, group]) })
    const pages = await all(readTogether('groups', () => permissionSetGroupSchema, contextOf(client)))
    expect(pages).toMatchObject([{ items: [{ id: 'g' }], unreadable: [{ key: 'g' }] }])
  })
})
