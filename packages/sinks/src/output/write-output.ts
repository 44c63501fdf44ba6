import { openFileTarget } from './file-target.ts'
import type { Output } from './output.ts'
import { openStreamTarget } from './stream-target.ts'

/** Characters collected before they are written: few writes, and still nothing to speak of in memory. */
const blockLength = 64 * 1024

/**
 * Writes a text that comes in pieces. Reads no further ahead than one block.
 * @param sink what is written, as errors name it: `the CSV report`
 * @throws SinkError where the output does not take it; what reading the pieces throws comes through unchanged
 */
export async function writeOutput(
  sink: string,
  output: Output,
  pieces: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted()
  const target = typeof output === 'string' ? await openFileTarget(sink, output) : openStreamTarget(sink, output)
  try {
    let block = ''
    for await (const piece of pieces) {
      block += piece
      if (block.length < blockLength) continue
      signal?.throwIfAborted()
      await target.write(block, signal)
      block = ''
    }
    signal?.throwIfAborted()
    if (block !== '') await target.write(block, signal)
    await target.finish()
  } catch (error) {
    await target.discard()
    throw error
  }
}
