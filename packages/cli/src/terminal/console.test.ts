import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { capturedHost, capturedOutput } from '../../tests/captured-host.ts'
import { createConsole, isReaderGone, printable } from './console.ts'

function failingOutput(code: string) {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) })
  return Object.assign(stream, { text: () => '', columns: 80 })
}

it('says nothing about a reader that has gone', async () => {
  const console = createConsole(capturedHost([], { stdout: failingOutput('EPIPE') }))
  await console.print(['a'])
  await console.print(['b'])
})

it('says that the output cannot be written', async () => {
  const console = createConsole(capturedHost([], { stdout: failingOutput('ENOSPC') }))
  await expect(console.print(['a'])).rejects.toThrow('stdout: cannot be written: ENOSPC')
})

it('[F35] hides secrets in notes', () => {
  const stderr = capturedOutput()
  const console = createConsole(capturedHost([], { stderr }))
  console.redaction.hide('correct horse')
  console.note(['a correct horse', 'ghp_abcdefghijklmnop1234'])
  expect(stderr.text()).toBe('a [secret]\n[secret]\n')
})

it('knows a reader that has gone behind other errors', () => {
  const cause = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
  expect(isReaderGone(new Error('outer', { cause }))).toBe(true)
  expect(isReaderGone(new Error('outer'))).toBe(false)
})

it('[F36] makes each line of a message printable on its own', () => {
  expect(printable('one\ntwo\u001b[2J')).toEqual(['one', 'two\\u001b[2J'])
})
