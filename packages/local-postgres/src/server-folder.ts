import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { kill, pid } from 'node:process'
import type { ServerUser } from './server-user.ts'

const prefix = 'opencasb-postgres-server-'

/** Makes the folder of a server; the database goes into `data`, its log into `log`. */
export function makeServerFolder(user: ServerUser | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  writeFileSync(join(folder, 'owner'), `${pid} ${hostname()}`)
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

/** Ends what runs of processes that are gone have left behind, where not even the watchdog could do its work. */
export function removeAbandonedFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = join(tmpdir(), name)
    try {
      if (!isAbandoned(folder)) continue
      const server = serverProcess(folder)
      if (server !== undefined) kill(server, 'SIGQUIT')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // Another user's, or another process is at it.
    }
  }
}

/** The id of the server that runs on the folder, of which the kernel says so as well: ids are given out again. */
function serverProcess(folder: string): number | undefined {
  const data = join(folder, 'data')
  const file = join(data, 'postmaster.pid')
  const id = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  if (!(id > 1)) return undefined
  return readlinkSync(`/proc/${id}/cwd`) === data ? id : undefined
}

function isAbandoned(folder: string): boolean {
  const file = join(folder, 'owner')
  // The owner writes its name right after it has made the folder.
  if (!existsSync(file)) return Date.now() - statSync(folder).mtimeMs > 60_000
  const [owner = '', host] = readFileSync(file, 'utf8').split(' ')
  // Containers may share the folder; ids mean nothing in another one.
  if (host !== hostname()) return false
  try {
    kill(Number.parseInt(owner, 10), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
