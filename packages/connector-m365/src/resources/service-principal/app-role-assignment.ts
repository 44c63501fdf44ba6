import type { Page, Partition, ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField, graphList } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'

/** A permission that an application holds by itself, without anybody signed in. */
export interface AppRoleAssignment {
  readonly id: string
  readonly principalId: string
  readonly principalName: string
  /** As the API that grants it names it: `Mail.Read`; undefined where it no longer offers it. */
  readonly permission: string | undefined
  /** The API: `Microsoft Graph`. */
  readonly resourceName: string
  readonly createdDateTime: string | undefined
}

/** APIs whose permissions open the tenant. */
const apis = {
  '00000003-0000-0000-c000-000000000000': 'Microsoft Graph',
  '00000002-0000-0ff1-ce00-000000000000': 'Office 365 Exchange Online',
  '00000003-0000-0ff1-ce00-000000000000': 'Office 365 SharePoint Online',
} as const

const apisSchema = z.object({
  value: z.array(z.object({ id: graphField.id, appId: graphField.id, displayName: graphField.text })),
})
const rolesSchema = z.object({ appRoles: graphList(z.object({ id: graphField.id, value: graphField.text })) })
const assignmentSchema = z.object({
  id: graphField.id,
  appRoleId: graphField.id,
  principalId: graphField.id,
  principalType: graphField.text,
  principalDisplayName: graphField.text,
  createdDateTime: graphField.text,
})

/**
 * Application permissions to the APIs that matter, read from the side of the API: one listing for each, whatever the
 * number of applications.
 * @see https://learn.microsoft.com/en-us/graph/api/serviceprincipal-list-approleassignedto
 */
export const appRoleAssignment: ResourceType<AppRoleAssignment, M365Session> = defineResource<
  AppRoleAssignment,
  M365Session
>({
  name: 'm365.app-role-assignment',
  needs: graphNeeds(['Application.Read.All']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 999, unitsPerRequest: 2 },
  key: ({ id }) => id,
  asset: ({ principalId, principalName }) => ({ kind: 'application', id: principalId, name: principalName }),
  async *partitions({ session, signal }): AsyncGenerator<Partition, void, undefined> {
    const names = Object.keys(apis).map((appId) => `'${appId}'`)
    const { data } = await session.client.get('/servicePrincipals', apisSchema, signal, {
      query: { $filter: `appId in (${names.join(', ')})`, $select: 'id,appId,displayName' },
    })
    for (const { id, appId, displayName } of data.value) yield { key: id, name: displayName || appId }
  },
  collect: readAssignments,
})

async function* readAssignments(
  context: StreamContext<M365Session>,
): AsyncGenerator<Page<AppRoleAssignment>, void, undefined> {
  const { session, signal, partition } = context
  const path = `/servicePrincipals/${encodeURIComponent(partition.key)}`
  const { data } = await session.client.get(path, rolesSchema, signal, { query: { $select: 'id,appRoles' } })
  const permissions = new Map(data.appRoles.map(({ id, value }) => [id, value]))
  const pages = listPages(context, `${path}/appRoleAssignedTo`, {
    item: assignmentSchema.transform(({ appRoleId, principalDisplayName, principalType, ...assignment }) => ({
      ...assignment,
      principalType,
      principalName: principalDisplayName || assignment.principalId,
      permission: permissions.get(appRoleId),
      resourceName: partition.name,
    })),
    query: { $top: 999 },
  })
  for await (const page of pages) {
    // People and groups that were assigned to the API as users of it hold none of its permissions.
    yield { ...page, items: page.items.filter(({ principalType }) => principalType === 'ServicePrincipal') }
  }
}
