import { SinkError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { fileFailure } from './file-failure.ts'

describe('fileFailure', () => {
  it.each([
    ['ENOSPC', /disk is full.*Free some space/, true],
    ['EROFS', /read-only.*another place/, false],
    ['EACCES', /permission denied.*Allow writing/, false],
    ['ENOENT', /folder does not exist.*Create it/, false],
    ['EISDIR', /is a folder.*Name a file/, false],
    ['EPIPE', /gone away/, false],
  ])('says what %s means and what to do', (code, expected, retryable) => {
    const failure = fileFailure('jsonl', '/var/findings.jsonl', Object.assign(new Error('write failed'), { code }))
    expect(failure).toBeInstanceOf(SinkError)
    expect(failure.message).toMatch(expected)
    expect(failure.message).toContain('/var/findings.jsonl')
    expect(failure).toMatchObject({ sink: 'jsonl', retryable })
  })

  it('passes on what it does not know', () => {
    expect(fileFailure('jsonl', 'a stream', new Error('it is closed')).message).toBe(
      'Cannot write jsonl to a stream: it is closed.',
    )
    expect(fileFailure('jsonl', 'x', 'odd').message).toBe('Cannot write jsonl to x: odd.')
  })
})
