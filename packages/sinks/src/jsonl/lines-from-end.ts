import type { FileHandle } from 'node:fs/promises'

/** One line of a file, without its line feed. */
export interface FileLine {
  /** Where it starts, in bytes. */
  readonly start: number
  readonly bytes: Buffer
}

const lineFeed = 0x0a
const blockSize = 256 * 1024
/** No record of ours comes near this: a file with such a line is something else. */
const longestLine = 64 * 1024 * 1024

/**
 * Reads the lines of a file from the last to the first. The first one given is what follows the last line feed: empty
 * where the file ends as it should.
 * @throws Error where a line is longer than 64 MiB
 */
export async function* linesFromEnd(handle: FileHandle, size: number): AsyncGenerator<FileLine> {
  let position = size
  /** The blocks of the line that is being read, first to last. */
  let parts: Buffer[] = []
  while (position > 0) {
    const length = Math.min(blockSize, position)
    position -= length
    const block = Buffer.alloc(length)
    await readFully(handle, block, position)
    let end = length
    for (let at = block.lastIndexOf(lineFeed); at >= 0; at = at === 0 ? -1 : block.lastIndexOf(lineFeed, at - 1)) {
      yield { start: position + at + 1, bytes: Buffer.concat([block.subarray(at + 1, end), ...parts]) }
      parts = []
      end = at
    }
    parts = [block.subarray(0, end), ...parts]
    if (parts.length * blockSize > longestLine) throw new Error('it has lines that are too long for JSON Lines')
  }
  yield { start: 0, bytes: Buffer.concat(parts) }
}

async function readFully(handle: FileHandle, block: Buffer, position: number): Promise<void> {
  let done = 0
  while (done < block.length) {
    const { bytesRead } = await handle.read(block, done, block.length - done, position + done)
    if (bytesRead === 0) return
    done += bytesRead
  }
}
