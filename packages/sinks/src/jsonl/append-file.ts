import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { ownerOnly } from '../output/owner-only.ts'
import { type FileLine, linesFromEnd } from './lines-from-end.ts'
import { RecentIds } from './recent-ids.ts'

/** However long the lines are, opening a file reads no more of it than this. */
const tailBytes = 64 * 1024 * 1024

/** A file of JSON lines that begin with an id, open for adding more. */
export interface AppendFile {
  /** Ids of the newest lines. */
  readonly ids: RecentIds
  /** Adds whole lines, or none of them where it rejects. */
  append(lines: string): Promise<void>
  /** Brings the lines onto the disk; nothing to do for devices and pipes. */
  sync(): Promise<void>
  /** Whether the path still leads to this file: it may have been moved or deleted meanwhile. */
  inPlace(): Promise<boolean>
  close(): Promise<void>
}

/** Opens or creates the file, mends its end and reads the newest ids. */
export async function openAppendFile(path: string, remember: number, idPattern: RegExp): Promise<AppendFile> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, ownerOnly)
  try {
    const ids = await readEnd(handle, remember, idPattern)
    return {
      ids,
      async append(lines) {
        const { size } = await handle.stat()
        try {
          await handle.appendFile(lines)
        } catch (error) {
          // A part of a record would spoil the next one. Where even this fails, opening mends it.
          await handle.truncate(size).catch(() => undefined)
          throw error
        }
      },
      async sync() {
        if ((await handle.stat()).isFile()) await handle.sync()
      },
      async inPlace() {
        const [ours, there] = await Promise.all([handle.stat(), stat(path).catch(() => undefined)])
        return there !== undefined && there.ino === ours.ino && there.dev === ours.dev
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function readEnd(handle: FileHandle, remember: number, idPattern: RegExp): Promise<RecentIds> {
  const { size } = await handle.stat()
  const newestFirst: string[] = []
  let last = true
  for await (const line of linesFromEnd(handle, size)) {
    const kept = !last || (await mendEnd(handle, line))
    last = false
    const id = kept ? idOf(line.bytes, idPattern) : undefined
    if (id !== undefined) newestFirst.push(id)
    if (newestFirst.length >= remember || size - line.start >= tailBytes) break
  }
  const ids = new RecentIds(remember)
  for (const id of newestFirst.reverse()) ids.add(id)
  return ids
}

/**
 * Sees to what a crash leaves behind the last line feed: a whole record stays, a part of one goes, because its change is
 * sent again.
 * @returns whether a record stays
 */
async function mendEnd(handle: FileHandle, { start, bytes }: FileLine): Promise<boolean> {
  if (bytes.length === 0) return false
  const whole = isJson(bytes.toString())
  if (whole) await handle.appendFile('\n')
  else await handle.truncate(start)
  return whole
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Lines of this sink begin with the id, so that most of a line need not be parsed. */
function idOf(line: Buffer, idPattern: RegExp): string | undefined {
  const found = idPattern.exec(line.toString('utf8', 0, 1024))?.[1]
  return found !== undefined && isJson(found) ? String(JSON.parse(found)) : undefined
}
