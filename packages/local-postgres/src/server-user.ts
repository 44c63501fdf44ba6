import { execFileSync } from 'node:child_process'
import { getuid } from 'node:process'

/** The ids of a user and its group. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** Users that are there without our making one: of a package of PostgreSQL, and of every system. */
const candidates = ['postgres', 'nobody']

/**
 * Whom the server runs as. PostgreSQL refuses to run as root; anybody else runs it himself.
 * @returns `undefined` for the user of this process
 */
export function serverUser(): ServerUser | undefined {
  if (getuid?.() !== 0) return undefined
  for (const name of candidates) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)]
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid }
  }
  throw new Error(`PostgreSQL does not run as root, and there is no user ${candidates.join(' or ')}. Add one.`)
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
  try {
    const id = Number.parseInt(execFileSync('id', [option, name], { encoding: 'utf8', stdio: 'pipe' }), 10)
    return Number.isNaN(id) ? undefined : id
  } catch {
    return undefined
  }
}
