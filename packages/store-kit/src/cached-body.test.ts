import { describe, expect, it } from 'vitest'
import { fromStoredBody, toStoredBody } from './cached-body.ts'

describe('toStoredBody', () => {
  it('gives back every body, short or long, well formed or not', () => {
    for (const body of ['', '=', '"', '{"a":1}', 'é😀\0', '\ud800', 'x'.repeat(1_023), 'x'.repeat(100_000)]) {
      for (const text of [body, body.repeat(3), `${body}\udc00`]) expect(fromStoredBody(toStoredBody(text))).toBe(text)
    }
  })

  it('takes much less room than long lists of similar objects', () => {
    const body = JSON.stringify(
      Array.from({ length: 500 }, (_, id) => ({ id, name: `acme/repository-${id}`, private: true })),
    )
    expect(toStoredBody(body).length).toBeLessThan(body.length / 5)
  })
})
