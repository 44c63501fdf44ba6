import { describe, expect, it } from 'vitest'
import { GoogleWorld } from '../world/google-world.ts'
import { smallWorld } from '../worlds.ts'
import { driveRoutes } from './drive-routes.ts'

const epoch = Date.UTC(2026, 0, 1)
const adminAccess = { useDomainAdminAccess: 'true' }
const allDrives = { supportsAllDrives: 'true' }

function openWorld() {
  const world = new GoogleWorld({ seed: 1, epoch, options: { ...smallWorld, pageCap: 1_000 } })
  const ask = (user: number, path: string, query: Readonly<Record<string, string>>, id = '') => {
    const route = driveRoutes.find(({ route: name }) => name === `GET /drive/v3/${path}`)
    const subject = world.users.get(user)
    if (!route || !subject) throw new Error(`nobody asks for ${path}`)
    const parameters = { fileId: id }
    const answer = route.answer({ world, subject, query: new URLSearchParams(query), parameters, now: epoch })
    return { status: answer.status, body: JSON.parse(String(answer.body)) as Record<string, unknown[]> }
  }
  const [drive] = world.drives.sharedDrives.slice(1, 1)
  const outsider = [...world.users.all()].find(({ superAdmin, index }) => !superAdmin && index > 20)?.index ?? -1
  if (!drive) throw new Error('there is no shared drive')
  return { world, ask, drive, outsider }
}

describe('the simulated Drive', () => {
  it('shows shared drives to administrators who ask as such, and to members', () => {
    const { ask, outsider } = openWorld()
    expect(ask(0, 'drives', adminAccess).body['drives']).toHaveLength(2)
    expect(ask(1, 'drives', adminAccess).body['drives']).toHaveLength(2)
    expect(ask(1, 'drives', {}).body['drives']).toBeUndefined()
    expect(ask(outsider, 'drives', adminAccess).status).toBe(403)
  })

  it('shows files of a shared drive to members only, and only to those who ask for all drives', () => {
    const { world, ask, drive } = openWorld()
    const query = { ...allDrives, includeItemsFromAllDrives: 'true', corpora: 'drive', driveId: drive.id }
    const { files = [] } = ask(0, 'files', query).body
    expect(files).toHaveLength(world.drives.ofSharedDrive(drive).files.count)
    for (const file of files) expect(file).not.toHaveProperty('permissions')
    expect(ask(1, 'files', query).status).toBe(404)
    expect(ask(1, 'files', { ...query, ...adminAccess }).status).toBe(404)
    expect(ask(0, 'files', { ...query, supportsAllDrives: 'false' }).status).toBe(404)
    expect(ask(0, 'files', { ...query, includeItemsFromAllDrives: 'false' }).status).toBe(400)
  })

  it('tells administrators who the members of a drive are, not who has access to its files', () => {
    const { world, ask, drive } = openWorld()
    const [file] = world.drives.ofSharedDrive(drive).files.slice(0, 1)
    const path = 'files/{fileId}/permissions'
    expect(ask(1, path, { ...allDrives, ...adminAccess }, drive.id).body['permissions']).toHaveLength(
      drive.members.length,
    )
    expect(ask(1, path, allDrives, drive.id).status).toBe(404)
    expect(ask(1, path, { ...allDrives, ...adminAccess }, file?.id).status).toBe(404)
    expect(ask(0, path, allDrives, file?.id).status).toBe(200)
    const members = drive.members.map((one) => ({ ...one, role: 'reader' as const }))
    world.drives.sharedDrives.change(drive.index, { members })
    expect(ask(0, path, allDrives, file?.id).status).toBe(403)
  })

  it('lists what others have shared too, without who else has access, unless asked for owned files', () => {
    const { world, ask } = openWorld()
    const own = world.drives.ofUser(0).files.count
    expect(ask(0, 'files', { q: "'me' in owners" }).body['files']).toHaveLength(own)
    const { files = [] } = ask(0, 'files', {}).body
    expect(files).toHaveLength(own + 3)
    expect(files[0]).toMatchObject({ ownedByMe: false })
    expect(files[0]).not.toHaveProperty('permissions')
    expect(ask(0, 'files', { q: 'starred = true' }).status).toBe(400)
  })

  it('tells what changed since a token, page by page, and refuses tokens that it does not know', () => {
    const { world, ask } = openWorld()
    const drive = world.drives.ofUser(0)
    const pageToken = drive.startPageToken
    drive.change(3, { trashed: true })
    drive.remove(4)
    drive.add()
    const first = ask(0, 'changes', { pageToken, pageSize: '2' }).body
    expect(first['changes']).toMatchObject([{ removed: false }, { removed: true }])
    expect(first['newStartPageToken']).toBeUndefined()
    const second = ask(0, 'changes', { pageToken: String(first['nextPageToken']) }).body
    expect(second['changes']).toHaveLength(1)
    expect(ask(0, 'changes', { pageToken: String(second['newStartPageToken']) }).body['changes']).toBeUndefined()
    for (const wrong of ['', 'x', '1', '999999']) expect(ask(0, 'changes', { pageToken: wrong }).status).toBe(400)
    world.drives.forgetChanges()
    expect(ask(0, 'changes', { pageToken }).status).toBe(400)
  })
})
