import { expect, it } from 'vitest'
import { createRedaction } from './redaction.ts'

it('[F35] hides tokens and keys wherever they stand', () => {
  const { apply } = createRedaction()
  expect(apply('got ghp_abcdefghijklmnop1234 from you')).toBe('got [secret] from you')
  expect(apply('github_pat_11ABCDEFG0abcdefghij_xyz')).toBe('[secret]')
  expect(apply('https://alex:hunter2@ghe.example.com/api')).toBe('https://[secret]@ghe.example.com/api')
  expect(apply('-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----!')).toBe('[secret]!')
  expect(apply('eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln')).toBe('[secret]')
})

it('hides what it was told to hide', () => {
  const redaction = createRedaction()
  redaction.hide('correct horse')
  expect(redaction.apply('a correct horse, twice: correct horse')).toBe('a [secret], twice: [secret]')
})

it('leaves other words alone', () => {
  const { apply } = createRedaction()
  for (const text of [
    'see https://docs.example.com/tokens: ghp_ is the beginning of a classic token',
    'must be an address such as postgres://user@host:5432/opencasb',
  ]) {
    expect(apply(text)).toBe(text)
  }
  expect(apply('postgres://user:user@host/x')).toBe('postgres://[secret]@host/x')
})
