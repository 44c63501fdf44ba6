import { PermissionError } from '@opencasb/core'
import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { NoMailboxError } from '../../http/no-mailbox-error.ts'
import type { M365Session } from '../../session.ts'
import { calendarShares } from '../calendar/calendar-shares.ts'
import { inboxRules } from './inbox-rules.ts'
import type { Mailbox } from './mailbox.ts'

const aMailbox = (id: string): Mailbox => ({
  id,
  displayName: undefined,
  userPrincipalName: `${id}@acme.example`,
  accountEnabled: true,
})

/** Reads a facet of mailboxes whose lists are given; what is not a list is what the batch could not read. */
async function read<V>(
  facet: Facet<Mailbox, V, M365Session>,
  lists: readonly (readonly object[] | Error)[],
): Promise<readonly (FacetOutcome<V> | undefined)[]> {
  const client = {
    batch: async (requests: readonly { readonly schema: { parse(value: unknown): unknown } }[]) =>
      requests.map(({ schema }, index) => {
        const list = lists[index]
        return list instanceof Error ? { error: list } : { value: schema.parse({ value: list }) }
      }),
  }
  const session = { client, ownDomains: async () => new Set(['acme.example']) } as unknown as M365Session
  const context = {
    session,
    partition: { key: 't', name: 't' },
    signal: AbortSignal.timeout(1000),
    log: { debug: () => undefined, warn: () => undefined },
  }
  const mailboxes = lists.map((_, index) => aMailbox(`u-${index}`))
  const outcomes = await facet.fetchMany?.(mailboxes, context)
  return mailboxes.map(({ id }) => outcomes?.get(id))
}

const to = (address: string) => [{ emailAddress: { name: 'x', address } }]
const outside = to('collector@example.net')

describe('inbox rules', () => {
  it('are those that send mail outside and are switched on', async () => {
    const [outcome] = await read(inboxRules, [
      [
        { id: '1', displayName: 'a', isEnabled: true, actions: { forwardTo: outside, delete: true, markAsRead: true } },
        { id: '2', isEnabled: false, actions: { redirectTo: outside } },
        { id: '3', isEnabled: true, actions: { forwardTo: to('user-2@ACME.example') } },
        { id: '4', isEnabled: true, actions: { moveToFolder: 'archive' } },
        { id: '5', isEnabled: true, actions: null },
        { id: '6', actions: { forwardAsAttachmentTo: [...to('user-2@acme.example'), ...outside], moveToFolder: 'x' } },
      ],
    ])
    expect(outcome).toMatchObject({
      value: [
        { id: '1', name: 'a', forwardTo: ['collector@example.net'], hides: ['delete', 'markAsRead'] },
        { id: '6', name: undefined, forwardAsAttachmentTo: ['collector@example.net'], hides: ['moveToFolder'] },
      ],
    })
  })

  it('are none where the user has no mailbox, which says nothing of others', async () => {
    const refused = new PermissionError('no')
    const outcomes = await read(inboxRules, [new NoMailboxError('none'), [], refused])
    expect(outcomes).toEqual([{ value: undefined }, { value: [] }, { error: refused }])
  })

  it('are unknown where a recipient has no address', async () => {
    const rule = { id: '1', isEnabled: true, actions: { forwardTo: to('/o=Acme/ou=Exchange/cn=somebody') } }
    const nobody = { id: '1', isEnabled: true, actions: { redirectTo: [{ emailAddress: null }] } }
    const outcomes = await read(inboxRules, [[rule], [nobody], []])
    expect(outcomes).toMatchObject([
      { error: { code: 'unexpected-answer' } },
      { error: { code: 'unexpected-answer' } },
      { value: [] },
    ])
  })

  it('are not judged by the first page of several', async () => {
    const client = { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/next', value: [] }
    let problem: unknown
    const batch = async (requests: readonly { readonly schema: { safeParse(value: unknown): unknown } }[]) => {
      problem = requests[0]?.schema.safeParse(client)
      return []
    }
    const session = { client: { batch }, ownDomains: async () => new Set() } as unknown as M365Session
    await inboxRules.fetchMany?.([aMailbox('u')], { session, signal: AbortSignal.timeout(1000) } as never)
    expect(problem).toMatchObject({ success: false })
  })
})

describe('shares of a calendar', () => {
  it('are those with people outside who may see something', async () => {
    const [outcome] = await read(calendarShares, [
      [
        { id: '1', role: 'freeBusyRead', isInsideOrganization: true, emailAddress: { name: 'My Organization' } },
        { id: '2', role: 'read', isInsideOrganization: false, emailAddress: { address: 'friend@example.net' } },
        { id: '3', role: 'none', isInsideOrganization: false, emailAddress: { address: 'foe@example.net' } },
        { id: '4', role: 'write', emailAddress: { address: 'a@example.net' } },
        { id: '5', role: 'write', emailAddress: { address: 'user-2@acme.example' } },
        { id: '6', role: 'anything', isInsideOrganization: false, emailAddress: { name: 'Z' } },
      ],
    ])
    expect(outcome).toEqual({
      value: [
        { grantee: 'Z', role: 'anything' },
        { grantee: 'a@example.net', role: 'write' },
        { grantee: 'friend@example.net', role: 'read' },
      ],
    })
  })

  it('are unknown where Microsoft does not tell with whom, or what for', async () => {
    const outcomes = await read(calendarShares, [
      [{ role: 'read', emailAddress: { name: 'Somebody' } }],
      [{ isInsideOrganization: false, emailAddress: { address: 'a@example.net' } }],
      new NoMailboxError('none'),
    ])
    expect(outcomes).toMatchObject([
      { error: { code: 'unexpected-answer' } },
      { error: { code: 'unexpected-answer' } },
      { value: undefined },
    ])
  })
})
