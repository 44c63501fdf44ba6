import { CheckpointExpiredError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { basisOf, readPosition, writePosition } from './feed-position.ts'

const basis = basisOf(new Set(['acme.example', 'acme-labs.example']), undefined)

describe('a place in a listing or change feed', () => {
  it('is read as it was written', () => {
    for (const position of [
      { start: '17', basis },
      { start: '17', basis, page: '~!!~AI9FV7' },
    ])
      expect(readPosition(writePosition(position), basis)).toEqual(position)
  })

  it('is over where other domains are the own ones, or another time is asked for', () => {
    const written = writePosition({ start: '17', basis })
    for (const other of [basisOf(new Set(['acme.example']), undefined), basisOf(new Set(), '2026-01-31')]) {
      expect(() => readPosition(written, other)).toThrow(CheckpointExpiredError)
    }
    expect(basisOf(new Set(['acme-labs.example', 'acme.example']), undefined)).toBe(basis)
  })

  it.each(['', '17', '[]', '{"start":"17"}', '[17,"x"]', 'null'])('is over where it cannot be read: %s', (text) => {
    expect(() => readPosition(text, basis)).toThrow(CheckpointExpiredError)
  })
})
