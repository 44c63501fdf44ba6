import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { displayWidth, layout, paragraph } from './layout.ts'

it('knows how wide text is in a terminal', () => {
  expect(displayWidth('')).toBe(0)
  expect(displayWidth('abc')).toBe(3)
  expect(displayWidth('東京')).toBe(4)
  expect(displayWidth('\u001b[31mred\u001b[39m')).toBe(3)
})

it('sets columns as wide as their content and aligns numbers to the right', () => {
  expect(
    layout(
      [
        ['high', '2', 'Open'],
        ['critical', '10', 'No lock'],
      ],
      { width: 60, right: [1] },
    ),
  ).toEqual(['  high       2  Open', '  critical  10  No lock'])
})

it('breaks the last column between words and keeps within the width', () => {
  const lines = layout([['why', 'A stolen password is enough to read and change every repository there is.']], {
    width: 40,
  })
  expect(lines).toEqual([
    '  why  A stolen password is enough to',
    '       read and change every repository',
    '       there is.',
  ])
})

it('keeps wide characters within the width', () => {
  const lines = paragraph('東京 大阪 京都 札幌 福岡 神戸 横浜', 20)
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(20)
})

it('carries a colour over line ends', () => {
  const lines = paragraph('\u001b[31mone two three four five\u001b[39m', 14)
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) {
    expect(line.trimStart().startsWith('\u001b[31m')).toBe(true)
    expect(line.endsWith('\u001b[39m')).toBe(true)
  }
  expect(lines.map(stripVTControlCharacters).join(' ').replaceAll(/ +/g, ' ').trim()).toBe('one two three four five')
})

it('says nothing about nothing', () => {
  expect(layout([], { width: 40 })).toEqual([])
})

it('breaks a word that is wider than the screen, and loses nothing of it', () => {
  const path = '/srv/'.padEnd(90, 'x')
  const lines = layout([['at', path]], { width: 40 })
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(40)
  expect(lines.map((line) => line.slice(6)).join('')).toBe(path)
})
