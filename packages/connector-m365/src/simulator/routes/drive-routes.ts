import type { Drive as GraphDrive, DriveItem as GraphItem } from '@microsoft/microsoft-graph-types'
import { type Answer, jsonAnswer, pageAfter } from '@opencasb/simulator-kit'
import { type GraphCall, linkTo } from '../http/graph-call.ts'
import { graphFailure } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer } from '../http/list-answer.ts'
import { select } from '../http/select.ts'
import type { SimulatedDrive, SimulatedItem } from '../world/drive.ts'
import { ownersOf, renderShare, scopeOf } from '../world/drive-share.ts'
import type { DrivePlace } from '../world/drives.ts'
import type { M365World } from '../world/world.ts'

const readFiles = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All']
const itemsPerPage = 200
const changesPerPage = 50

/** A drive without what is in it. */
export function renderDrive(world: M365World, place: DrivePlace): GraphDrive & { readonly id: string } {
  const { drives } = world
  const id = drives.idOf(place.index)
  if (place.user !== undefined) {
    const displayName = `User ${place.user}`
    return {
      id,
      name: 'OneDrive',
      driveType: 'business',
      webUrl: `https://acme-my.sharepoint.com/personal/user-${place.user}_acme_example/Documents`,
      owner: { user: { displayName } },
    }
  }
  const site = drives.sites.items.get(place.site ?? 0)
  return {
    id,
    name: place.index % 2 === 0 ? 'Documents' : 'Archive',
    driveType: 'documentLibrary',
    webUrl: `${site?.graph.webUrl}/Shared%20Documents`,
    owner: site?.hasGroup
      ? {
          '@odata.type': '#microsoft.graph.sharePointIdentitySet',
          group: { displayName: `Group of site ${site.index}` },
        }
      : { user: { displayName: 'System Account' } },
  } as GraphDrive & { readonly id: string }
}

/** SharePoint's words for what is not there. */
export function itemNotFound(): Answer {
  return graphFailure(404, 'itemNotFound', 'The resource could not be found.')
}

function opened(call: GraphCall): { readonly place: DrivePlace; readonly drive: SimulatedDrive } | undefined {
  const { drives } = call.world
  const place = drives.place(call.parameters['drive'] ?? '')
  return place && { place, drive: drives.open(place) }
}

function userDrive(call: GraphCall): Answer {
  const { world, parameters, query } = call
  const user = world.users.find(parameters['id'] ?? '')
  const index = user && world.drives.ofUser(user.index)
  if (!user || index === undefined) return graphFailure(404, 'ResourceNotFound', "User's mysite not found.")
  return jsonAnswer(select(renderDrive(world, { index, user: user.index }), query.get('$select')))
}

/** Everything first, then what changed; folders are told of again with what is in them. */
function driveDelta(call: GraphCall): Answer {
  const found = opened(call)
  if (!found) return itemNotFound()
  const { place, drive } = found
  const { world, query } = call
  const text = query.get('token')
  const token = readToken(text)
  if (text !== null && text !== 'latest' && !token) {
    return graphFailure(400, 'invalidRequest', 'The delta token is not valid.')
  }
  if (token && token.generation !== world.feedGeneration) {
    const location = linkTo(call, call.path, new URLSearchParams())
    return graphFailure(410, 'resyncRequired', 'Resync required. Replace any local items with the server version.', {
      location,
    })
  }
  const { items, log } = drive.items
  const fields = token?.select ?? query.get('$select')
  const render = (item: SimulatedItem): object => select(renderItem(call, place, drive, item), fields)
  if (text === 'latest') return deltaPage(call, [], { at: log.end, select: fields }, true)
  if (token && token.page === undefined) {
    const changes = log.slice(token.at, changesPerPage)
    const told = changes.flatMap(({ index }) => {
      const item = items.get(index)
      if (!item) return [{ id: drive.items.idOf(index), deleted: { state: 'deleted' } }]
      const parent = item.parent === undefined ? undefined : items.get(item.parent)
      return [...(parent ? [render(parent)] : []), render(item)]
    })
    const at = token.at + changes.length
    return deltaPage(call, told, { at, select: fields }, at >= log.end)
  }
  const size = Math.min(itemsPerPage, world.pageSize)
  const page = pageAfter(items, { token: token?.page, size })
  if (!page) return graphFailure(400, 'invalidRequest', 'The delta token is not valid.')
  const at = token?.at ?? log.end
  const next = page.next === undefined ? {} : { page: page.next }
  return deltaPage(call, page.items.map(render), { at, select: fields, ...next }, page.next === undefined)
}

interface FeedToken {
  readonly generation: number
  /** Place in the drive's log of changes. */
  readonly at: number
  /** Where a first reading is. */
  readonly page?: string
  readonly select: string | null
}

function readToken(text: string | null): FeedToken | undefined {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return typeof value === 'object' && value !== null && 'at' in value ? (value as FeedToken) : undefined
  } catch {
    return undefined
  }
}

function deltaPage(
  call: GraphCall,
  value: readonly object[],
  token: Omit<FeedToken, 'generation'>,
  isLast: boolean,
): Answer {
  const text = Buffer.from(JSON.stringify({ ...token, generation: call.world.feedGeneration })).toString('base64url')
  const link = linkTo(call, call.path, new URLSearchParams([['token', text]]))
  return jsonAnswer({ [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link, value })
}

function renderItem({ world }: GraphCall, place: DrivePlace, drive: SimulatedDrive, item: SimulatedItem): GraphItem {
  const shares = drive.sharesOf(item).map(({ kind }) => scopeOf(kind))
  const scope = (['anonymous', 'organization', 'users'] as const).find((one) => shares.includes(one))
  const { webUrl = '', driveType, id } = renderDrive(world, place)
  const isFolder = item.kind === 'root' || item.kind === 'folder'
  return {
    id: item.id,
    name: item.name,
    webUrl: item.kind === 'root' ? webUrl : `${webUrl}/${encodeURIComponent(item.name)}`,
    size: 1024,
    lastModifiedDateTime: world.moments.daysAgo(item.modifiedDaysAgo),
    parentReference: {
      driveId: id,
      driveType: driveType ?? null,
      ...(item.parent !== undefined && { id: drive.items.idOf(item.parent) }),
    },
    ...(isFolder
      ? { folder: { childCount: 3 } }
      : item.kind === 'file'
        ? { file: { mimeType: 'application/octet-stream' } }
        : {}),
    ...(item.kind === 'notebook' && { package: { type: 'oneNote' } }),
    ...(item.kind === 'root' && { root: {} }),
    ...(scope && item.kind !== 'root' && { shared: { scope } }),
  }
}

function itemPermissions(call: GraphCall): Answer {
  const found = opened(call)
  const item = found?.drive.items.find(call.parameters['item'] ?? '')
  if (!found || !item) return itemNotFound()
  const { world } = call
  const { place, drive } = found
  const shares = drive.sharesOf(item).map((share) => renderShare(share, world))
  const owners =
    place.user === undefined
      ? ownersOf({ site: `Site ${place.site}` })
      : ownersOf({ user: `user-${place.user}@acme.example` })
  return heldAnswer(call, [...owners, ...shares])
}

/** OneDrives and document libraries, and what is in them. */
export const driveRoutes: readonly GraphRoute[] = [
  { route: 'GET /users/{id}/drive', permissions: readFiles, workload: 'sharepoint', answer: userDrive },
  { route: 'GET /drives/{drive}/root/delta', permissions: readFiles, workload: 'sharepoint', answer: driveDelta },
  {
    route: 'GET /drives/{drive}/items/{item}/permissions',
    permissions: readFiles,
    workload: 'sharepoint',
    units: 2,
    answer: itemPermissions,
  },
]
