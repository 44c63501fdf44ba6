import { NotFoundError, PermissionError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import type { M365Session } from '../../session.ts'
import type { SharedItem } from './item-schema.ts'
import { permissionSchema } from './permission.ts'
import { type ItemExposure, sharedItemExposure } from './shared-item-exposure.ts'

const anItem = (id: string, parentId: string | undefined): SharedItem => ({
  driveId: 'd',
  id,
  name: id,
  isFolder: false,
  parentId,
  webUrl: undefined,
  place: 'place',
})
const anyone = (id: string, type = 'view') => ({ id, link: { scope: 'anonymous', type } })

/** Answers with the permissions of each item, and remembers for which it was asked. */
async function read(
  items: readonly SharedItem[],
  permissions: Readonly<Record<string, readonly object[] | Error>>,
): Promise<{ readonly outcomes: ReadonlyMap<string, FacetOutcome<ItemExposure>>; readonly asked: readonly string[] }> {
  const asked: string[] = []
  const client = {
    batch: async (requests: readonly { readonly path: string }[]) =>
      requests.map(({ path }) => {
        const id = path.split('/')[4] ?? ''
        asked.push(id)
        const found = permissions[id] ?? new NotFoundError('gone')
        return found instanceof Error
          ? { error: found }
          : { value: { value: found.map((one) => permissionSchema.parse(one)), '@odata.nextLink': undefined } }
      }),
  }
  const session = { client, ownDomains: async () => new Set(['acme.example']) } as unknown as M365Session
  const context = { session, partition: { key: 'd', name: 'd' }, signal: AbortSignal.timeout(1000) }
  const log = { debug: () => undefined, warn: () => undefined }
  const outcomes = await sharedItemExposure.fetchMany?.(items, { ...context, log })
  return { outcomes: outcomes ?? new Map(), asked }
}

describe('what an item lets in', () => {
  it('is counted once, at the folder that passes it on', async () => {
    const items = [anItem('folder', 'root'), anItem('inside', 'folder')]
    const { outcomes, asked } = await read(items, {
      root: [],
      folder: [anyone('link')],
      inside: [anyone('link'), anyone('own', 'edit')],
    })
    expect(outcomes.get('d/folder')).toMatchObject({ value: { own: [{ permission: 'link' }], inherited: 0 } })
    expect(outcomes.get('d/inside')).toMatchObject({ value: { own: [{ permission: 'own' }], inherited: 1 } })
    expect(asked).toEqual(['folder', 'inside', 'root'])
  })

  it('does not take a folder to pass on what it gives with less', async () => {
    const { outcomes } = await read([anItem('inside', 'folder')], {
      folder: [anyone('link')],
      inside: [anyone('link', 'edit')],
    })
    expect(outcomes.get('d/inside')).toMatchObject({ value: { own: [{ access: 'edit' }], inherited: 0 } })
  })

  it('asks the folder only where somebody is let in', async () => {
    const owner = { id: 'o', roles: ['owner'], grantedToV2: { siteUser: { loginName: 'x|user-1@acme.example' } } }
    const { outcomes, asked } = await read([anItem('inside', 'folder')], { inside: [owner] })
    expect(outcomes.get('d/inside')).toEqual({ value: { own: [], inherited: 0 } })
    expect(asked).toEqual(['inside'])
  })

  it("is the item's own where the folder is gone, and open where the folder cannot be read", async () => {
    const gone = await read([anItem('inside', 'folder')], { inside: [anyone('link')] })
    expect(gone.outcomes.get('d/inside')).toMatchObject({ value: { own: [{ permission: 'link' }] } })
    const error = new PermissionError('no')
    const closed = await read([anItem('inside', 'folder')], { inside: [anyone('link')], folder: error })
    expect(closed.outcomes.get('d/inside')).toEqual({ error })
  })

  it('is unknown for an item with a permission that cannot be read, and known for its neighbours', async () => {
    const { outcomes } = await read([anItem('odd', undefined), anItem('plain', undefined)], {
      odd: [anyone('a'), anyone('b', 'teleport')],
      plain: [anyone('c')],
    })
    expect(outcomes.get('d/odd')).toMatchObject({ error: { code: 'unexpected-answer' } })
    expect(outcomes.get('d/plain')).toMatchObject({ value: { own: [{ permission: 'c' }] } })
  })
})
