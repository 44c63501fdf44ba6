import type { drive_v3 } from '@googleapis/drive'
import { type Answer, held } from '@opencasb/simulator-kit'
import { jsonOf } from '../http/json-of.ts'
import { collectionAnswer, listAnswer } from '../http/listing-answer.ts'
import { forbidden, invalidParameter, notFound, refuse } from '../http/refusal.ts'
import type { Call, Route } from '../http/route.ts'
import type { SimulatedDrive } from '../world/drive.ts'
import type { SimulatedFile } from '../world/file.ts'
import type { SimulatedSharedDrive } from '../world/shared-drive.ts'
import { renderFile, renderPermission, renderSharedFile } from './render-file.ts'

const prefix = 'https://www.googleapis.com/auth/drive'
const common = ['', '.file', '.meet.readonly', '.metadata', '.metadata.readonly', '.photos.readonly', '.readonly']
const metadata = common.map((name) => `${prefix}${name}`)
const listing = [...metadata, `${prefix}.appdata`]
const drives = [prefix, `${prefix}.readonly`]
const mostPerPage = 1_000

/** The Drive API. */
export const driveRoutes: readonly Route[] = [
  route('GET /drive/v3/drives', drives, (call) => {
    if (call.query.get('useDomainAdminAccess') === 'true' && !isAdministrator(call)) return forbidden()
    return collectionAnswer(call, call.world.drives.sharedDrives, {
      kind: 'drive#driveList',
      field: 'drives',
      size: { default: 10, max: 100 },
      // Without asking as an administrator one is shown those that one is a member of.
      render: (shared): drive_v3.Schema$Drive[] =>
        isAdministrator(call) || isMember(shared, call)
          ? [{ kind: 'drive#drive', id: shared.id, name: shared.name }]
          : [],
    })
  }),
  route('GET /drive/v3/files', listing, listFiles),
  route('GET /drive/v3/files/{fileId}/permissions', metadata, listPermissions),
  route('GET /drive/v3/changes/startPageToken', listing, (call) => {
    const found = driveOf(call)
    if ('status' in found) return found
    const body: drive_v3.Schema$StartPageToken = {
      kind: 'drive#startPageToken',
      startPageToken: found.drive.startPageToken,
    }
    return jsonOf(call, body)
  }),
  route('GET /drive/v3/changes', listing, listChanges),
]

function route(name: string, scopes: readonly string[], answer: Route['answer']): Route {
  return { route: name, quota: 'drive', scopes, forAdministrators: false, answer }
}

/** Only asking as an administrator shows what one is no member of. */
function isAdministrator({ query, subject }: Call): boolean {
  return query.get('useDomainAdminAccess') === 'true' && subject.superAdmin
}

/** The user's own files, or those of the shared drive that is named. */
function driveOf(call: Call): { readonly drive: SimulatedDrive; readonly shared?: SimulatedSharedDrive } | Answer {
  const { world, subject, query } = call
  const id = query.get('driveId')
  if (id === null) return { drive: world.drives.ofUser(subject.index) }
  const shared = world.drives.sharedDrive(id)
  if (query.get('supportsAllDrives') !== 'true' || !shared || !isMember(shared, call)) return notFound(`driveId ${id}`)
  return { drive: world.drives.ofSharedDrive(shared), shared }
}

function isMember({ members }: SimulatedSharedDrive, { subject }: Call): boolean {
  return members.some(({ emailAddress }) => emailAddress === subject.email)
}

/** Who may only look is not told who else may. */
function mayShare({ members }: SimulatedSharedDrive, { subject }: Call): boolean {
  const own = members.find(({ emailAddress }) => emailAddress === subject.email)
  return own !== undefined && own.role !== 'reader' && own.role !== 'commenter'
}

function listFiles(call: Call): Answer {
  const { query, world, subject } = call
  const found = driveOf(call)
  if ('status' in found) return found
  const { drive, shared } = found
  const isShared = shared !== undefined
  if (isShared !== (query.get('corpora') === 'drive')) return invalidParameter('corpora')
  if (isShared && query.get('includeItemsFromAllDrives') !== 'true') return invalidParameter('driveId')
  const asked = readQuery(query.get('q'))
  if (!asked) return invalidParameter('q')
  const fits = ({ modified }: SimulatedFile): boolean => asked.since === undefined || modified >= asked.since
  const shape = {
    kind: 'drive#fileList',
    field: 'files',
    size: { default: 100, max: mostPerPage },
  }
  if (shared) {
    return collectionAnswer(call, drive.files, {
      ...shape,
      render: (file) => (fits(file) ? [renderSharedFile(file, shared)] : []),
    })
  }
  // What others have shared with the user is in the list too, unless only owned files are asked for.
  const [neighbour] = world.sharers.filter((index) => index !== subject.index)
  const foreign = neighbour === undefined || asked.ownOnly ? [] : [...world.drives.ofUser(neighbour).files.all()]
  const own = query.get('pageToken') === null ? foreign.slice(0, 3) : []
  const first = drive.files.indexAt(0)
  return collectionAnswer(call, drive.files, {
    ...shape,
    render: (file) => [
      ...(file.index === first ? own.map((one) => renderFile(one, 'somebody@acme.example', false)) : []),
      ...(fits(file) && !(file.transferred && asked.ownOnly) ? [renderOwn(file, subject.email)] : []),
    ],
  })
}

/** The queries that the simulated Drive understands. */
function readQuery(q: string | null): { readonly ownOnly: boolean; readonly since?: number } | undefined {
  let ownOnly = false
  let since: number | undefined
  for (const condition of q === null ? [] : q.split(' and ')) {
    const date = /^modifiedTime >= '([^']+)'$/.exec(condition)?.[1]
    if (condition === "'me' in owners") ownOnly = true
    else if (date !== undefined) since = Date.parse(`${date}Z`)
    else return undefined
  }
  return { ownOnly, ...(since !== undefined && { since }) }
}

function listPermissions(call: Call): Answer {
  const { world, parameters, query } = call
  const id = parameters['fileId'] ?? ''
  const size = { default: 100, max: 100 }
  const shape = { kind: 'drive#permissionList', field: 'permissions', size }
  const allDrives = query.get('supportsAllDrives') === 'true'
  const drive = allDrives ? world.drives.sharedDrive(id) : undefined
  if (drive) {
    if (!isMember(drive, call) && !isAdministrator(call)) return notFound(`File not found: ${id}.`)
    return listAnswer(call, held(drive.members), { ...shape, render: (one) => [renderPermission(one, 'member')] })
  }
  for (const shared of allDrives ? world.drives.sharedDrives.all() : []) {
    const file = world.drives.ofSharedDrive(shared).file(id)
    // Administrators as such are shown members of drives, not access to files.
    if (!file || !isMember(shared, call)) continue
    if (!mayShare(shared, call))
      return refuse(403, {
        message: 'The user does not have sufficient permissions for this file.',
        reason: 'insufficientFilePermissions',
      })
    const all = [
      ...shared.members.map((one) => renderPermission(one, 'member')),
      ...file.shares.map((one) => renderPermission(one, 'file')),
    ]
    return listAnswer(call, held(all), { ...shape, render: (one) => [one] })
  }
  const own = world.drives.ofUser(call.subject.index).file(id)
  if (!own) return notFound(`File not found: ${id}.`)
  const { permissions = [] } = renderFile(own, call.subject.email, true)
  return listAnswer(call, held(permissions), { ...shape, render: (one) => [one] })
}

function renderOwn(file: SimulatedFile, user: string): drive_v3.Schema$File {
  return renderFile(file, file.transferred ? 'somebody@acme.example' : user, !file.transferred)
}

function listChanges(call: Call): Answer {
  const { query, world, subject } = call
  const found = driveOf(call)
  if ('status' in found) return found
  const { drive, shared } = found
  const size = Math.min(Number(query.get('pageSize') ?? 100), mostPerPage, world.pageCap)
  const page = drive.changesSince(query.get('pageToken'), size)
  if (!page) return invalidParameter('pageToken')
  const changes = page.changes.map(
    ({ fileId, file }): drive_v3.Schema$Change => ({
      kind: 'drive#change',
      changeType: 'file',
      fileId,
      removed: file === undefined,
      ...(file && { file: shared ? renderSharedFile(file, shared) : renderOwn(file, subject.email) }),
    }),
  )
  const body: drive_v3.Schema$ChangeList = {
    kind: 'drive#changeList',
    ...(changes.length > 0 && { changes }),
    ...(page.isLast ? { newStartPageToken: page.next } : { nextPageToken: page.next }),
  }
  return jsonOf(call, body)
}
