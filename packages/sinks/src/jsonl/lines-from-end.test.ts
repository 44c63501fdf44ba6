import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/fixture/temporary-folder.ts'
import { linesFromEnd } from './lines-from-end.ts'

async function linesOf(text: string): Promise<string[]> {
  const path = join(await temporaryFolder(), 'lines')
  await writeFile(path, text)
  const handle = await open(path)
  try {
    const lines: string[] = []
    const bytes = Buffer.from(text)
    for await (const line of linesFromEnd(handle, bytes.length)) {
      expect(bytes.subarray(line.start, line.start + line.bytes.length).equals(line.bytes)).toBe(true)
      lines.push(line.bytes.toString())
    }
    return lines
  } finally {
    await handle.close()
  }
}

describe('linesFromEnd', () => {
  it.each([
    ['', ['']],
    ['\n', ['', '']],
    ['one', ['one']],
    ['one\n', ['', 'one']],
    ['one\ntwo\nrest', ['rest', 'two', 'one']],
    ['one\n\ntwo\n', ['', 'two', '', 'one']],
  ])('reads %j from the end', async (text, expected) => {
    expect(await linesOf(text)).toEqual(expected)
  })

  it('joins lines that are longer than a block', async () => {
    const lines = ['ä'.repeat(300_000), 'b'.repeat(700_000), 'c', 'd'.repeat(262_143)]
    expect(await linesOf(`${lines.join('\n')}\n`)).toEqual(['', ...lines.toReversed()])
  })
})
