import { describe, expect, it } from 'vitest'
import {
  allOf,
  errorAnswer,
  type FakeHandler,
  fakeSalesforce,
  openContext,
  rowsAnswer,
  streamContext,
} from '../../../tests/fake-salesforce.ts'
import { openSession } from '../../sign-in/open-session.ts'
import { assignment } from './assignment.ts'
import { groupComponent } from './group-component.ts'
import { mutingPermissionSet } from './muting-permission-set.ts'
import { permissionSetGroup } from './permission-set-group.ts'
import { permissionSource } from './permission-source.ts'

const group = { Id: 'g', MasterLabel: 'Group', Status: 'Updated', HasActivationRequired: false }
const part = { Id: 'c1', PermissionSetGroupId: 'g', PermissionSetId: 'a' }
const fields = ['Id', 'PermissionsModifyAllData', 'ExpirationDate'].map((name) => ({ name }))

/** A session on an organisation whose objects can be described, and the queries of each call. */
async function open(handler: FakeHandler) {
  const salesforce = fakeSalesforce(
    (request) =>
      handler(request) ??
      (request.url.pathname.endsWith('/describe')
        ? { body: { queryable: true, fields } }
        : /^SELECT Id.*FROM (Permission|Muting|ObjectPermissions)/.test(request.soql)
          ? rowsAnswer([])
          : undefined),
  )
  const session = await openSession(openContext(salesforce), undefined)
  salesforce.requests.length = 0
  const calls = () =>
    salesforce.requests.map(({ url, body = '' }) =>
      [...(body || url.href).matchAll(/FROM(?:\+|%20)(\w+)|sobjects\/(\w+)\/describe/g)].map(
        ([, queried, described]) => queried ?? `describe ${described}`,
      ),
    )
  return { context: streamContext(session), calls }
}

describe('questions about access', () => {
  it('travel with the first of them, and each stream gets its own answer', async () => {
    const { context, calls } = await open(({ url, soql }) => {
      if (url.pathname.endsWith('/next')) return rowsAnswer([{ ...part, Id: 'c2' }])
      if (soql.includes('FROM PermissionSetGroupComponent'))
        return rowsAnswer([part], { done: false, nextRecordsUrl: '/services/data/v66.0/query/next' })
      return soql.includes('FROM PermissionSetGroup') ? rowsAnswer([group]) : undefined
    })
    const groups = await allOf(permissionSetGroup.collect(context))
    expect(groups).toMatchObject([{ items: [{ id: 'g', name: 'Group' }] }])
    expect(calls()).toHaveLength(1)
    const parts = await allOf(groupComponent.collect(context))
    expect(parts).toMatchObject([{ items: [{ id: 'c1' }] }, { items: [{ id: 'c2' }] }])
    // All that was asked for it is the page behind the first.
    expect(calls()).toHaveLength(2)
  })

  it('are in the calls that assignments need anyway', async () => {
    const { context, calls } = await open(() => undefined)
    await allOf(assignment.collect(context))
    await allOf(permissionSetGroup.collect(context))
    await allOf(groupComponent.collect(context))
    await allOf(mutingPermissionSet.collect(context))
    await expect(allOf(permissionSource.collect(context))).rejects.toMatchObject({ code: 'permission' })
    expect(calls()).toEqual([
      [
        'describe PermissionSet',
        'describe MutingPermissionSet',
        'describe PermissionSetAssignment',
        'PermissionSetGroup',
        'PermissionSetGroupComponent',
        'ObjectPermissions',
        'ObjectPermissions',
        'PermissionSetAssignment',
        'PermissionSet',
        'PermissionSetAssignment',
      ],
      ['PermissionSetAssignment'],
      ['MutingPermissionSet', 'PermissionSet'],
    ])
  })

  it('are asked anew where a stream is read anew, and not at all where it goes on from a cursor', async () => {
    const { context, calls } = await open(({ soql }) =>
      soql.includes('FROM PermissionSetGroup') ? rowsAnswer([group]) : undefined,
    )
    await allOf(permissionSetGroup.collect(context))
    await allOf(permissionSetGroup.collect(context))
    expect(calls().at(-1)).toEqual(['PermissionSetGroup'])
    const before = calls().length
    await allOf(groupComponent.collect({ ...context, from: '/services/data/v66.0/query/next' })).catch(() => undefined)
    expect(calls().slice(before)).toEqual([[]])
  })

  it('of which one is refused say what is missing, and the others do not suffer', async () => {
    const { context } = await open(({ url, soql }) => {
      if (url.pathname.endsWith('PermissionSetGroup/describe')) return errorAnswer(404, 'NOT_FOUND')
      if (soql.includes('FROM PermissionSetGroupComponent')) return rowsAnswer([part])
      return soql.includes('FROM PermissionSetGroup') ? errorAnswer(400, 'INVALID_TYPE') : undefined
    })
    await expect(allOf(permissionSetGroup.collect(context))).rejects.toMatchObject({ code: 'permission' })
    expect(await allOf(groupComponent.collect(context))).toMatchObject([{ items: [{ id: 'c1' }] }])
  })

  it('make a bad row a gap for that row', async () => {
    const { context } = await open(({ soql }) =>
      soql.includes('FROM PermissionSetGroup') && !soql.includes('Component')
        ? rowsAnswer([{ ...group, Status: 7 }, group])
        : undefined,
    )
    const pages = await allOf(permissionSetGroup.collect(context))
    expect(pages).toMatchObject([{ items: [{ id: 'g' }], unreadable: [{ key: 'g' }] }])
  })
})
