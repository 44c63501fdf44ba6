import { expect, it } from 'vitest'
import { neutral } from './neutral.ts'

it('[F33] shows terminal commands in a name as text', () => {
  expect(neutral('\u001b[31mred\u001b]8;;https://evil.example\u0007')).toBe(
    '\\u001b[31mred\\u001b]8;;https://evil.example\\u0007',
  )
  expect(neutral('\u009b2J')).toBe('\\u009b2J')
  expect(neutral('\u0008\u0008hidden')).toBe('\\u0008\\u0008hidden')
})

it('[F36] keeps a name on one line', () => {
  expect(neutral('acme\r\nError  all is well\u2028x')).toBe('acme Error  all is well\\u2028x')
})

it('shows what turns the reading direction or hides in a word', () => {
  expect(neutral('user\u202etxt.exe')).toBe('user\\u202etxt.exe')
  expect(neutral('ad\u200bmin')).toBe('ad\\u200bmin')
  expect(neutral('a\u{e0041}b')).toBe('a\\u{e0041}b')
})

it('leaves names of all scripts alone', () => {
  for (const name of ['Zürich', '東京', 'مؤسسة', 'می‌خواهم', '👩‍💻 tools']) expect(neutral(name)).toBe(name)
})

it('replaces broken characters and cuts what is endless', () => {
  expect(neutral('a\ud800b')).toBe('a\ufffdb')
  expect(neutral('x'.repeat(100_000))).toBe(`${'x'.repeat(399)}…`)
  expect(neutral('abcdef', 4)).toBe('abc…')
})
