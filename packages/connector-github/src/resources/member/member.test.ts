import { PermissionError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { allOf, openFake, streamContext } from '../../../tests/fake-github.ts'
import { member, memberTwoFactor } from './member.ts'

function edge(id: string, changes: object = {}) {
  return { role: 'MEMBER', hasTwoFactorEnabled: true, node: { id, login: id.toLowerCase(), url: '' }, ...changes }
}

async function pagesOf(edges: readonly unknown[]) {
  const session = await openFake(({ url }) =>
    url.pathname === '/graphql'
      ? {
          body: {
            data: {
              organization: { membersWithRole: { totalCount: edges.length, pageInfo: { hasNextPage: false }, edges } },
            },
          },
        }
      : undefined,
  )
  return allOf(member.collect(streamContext(session)))
}

describe('members', () => {
  it('come with role and two-factor authentication in one request', async () => {
    const [page] = await pagesOf([edge('U_1', { role: 'ADMIN' }), edge('U_2', { hasTwoFactorEnabled: false })])
    expect(page?.items.map(({ id, role }) => [id, role])).toEqual([
      ['U_1', 'ADMIN'],
      ['U_2', 'MEMBER'],
    ])
    expect(page?.total).toBe(2)
    expect(page?.facets?.get(memberTwoFactor.name)?.get('U_2')).toEqual({ value: false })
  })

  it('have a two-factor state that is unknown, not off, where GitHub hides it', async () => {
    const [page] = await pagesOf([edge('U_1', { hasTwoFactorEnabled: null })])
    const outcome = page?.facets?.get(memberTwoFactor.name)?.get('U_1')
    expect(outcome && 'error' in outcome && PermissionError.is(outcome.error)).toBe(true)
  })

  it('[F44] keep a role that nobody knows yet', async () => {
    const [page] = await pagesOf([edge('U_1', { role: 'GUARDIAN' })])
    expect(page?.items[0]?.role).toBe('GUARDIAN')
  })

  it('[F15] that cannot be read are gaps of their own, with their key where it can be told', async () => {
    const [page] = await pagesOf([null, { role: 7, node: { id: 'U_7' } }, edge('U_2')])
    expect(page?.items.map(({ id }) => id)).toEqual(['U_2'])
    expect(page?.unreadable?.map(({ key }) => key)).toEqual([undefined, 'U_7'])
  })
})
