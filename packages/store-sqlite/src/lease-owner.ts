import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'

/** The process that holds a lease, so that others can tell whether it still exists. */
export interface LeaseOwner {
  /** Where the process id counts: the host, and on Linux also its boot and its namespace of process ids. */
  readonly place: string
  readonly pid: number
  /** On Linux the time at which the process started: ids are given out again. */
  readonly started?: string
}

/** This process as the owner of a lease. */
export function thisOwner(): LeaseOwner {
  const started = processStat(pid)?.started
  return { place: thisPlace(), pid, ...(started !== undefined && { started }) }
}

/** Says whether the owner is certain to be gone. Where there is any doubt, as on another host, it is not. */
export function isGone(owner: LeaseOwner): boolean {
  if (owner.place !== thisPlace() || !Number.isInteger(owner.pid) || owner.pid <= 0) return false
  try {
    kill(owner.pid, 0)
  } catch (error) {
    // Anything else, such as a process of another user, means that it exists.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
  const stat = processStat(owner.pid)
  if (!stat) return false
  return stat.isDead || (owner.started !== undefined && owner.started !== stat.started)
}

/** Containers often share a host name, but never a namespace of process ids and a boot. */
function thisPlace(): string {
  return [hostname(), readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()), readOr(namespace)]
    .filter((part) => part !== undefined)
    .join(' ')
}

function namespace(): string {
  return readlinkSync('/proc/self/ns/pid')
}

/**
 * What Linux says of a process. A dead one stays in the table until its parent asks for it, which may never happen.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function processStat(id: number): { readonly isDead: boolean; readonly started: string } | undefined {
  const stat = readOr(() => readFileSync(`/proc/${id}/stat`, 'utf8'))
  // The second field is the program's name in parentheses, which may hold anything.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  const started = fields[18]
  if (state === undefined || started === undefined) return undefined
  return { isDead: state === 'Z' || state === 'X', started }
}

function readOr(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
