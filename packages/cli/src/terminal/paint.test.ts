import { expect, it } from 'vitest'
import { capturedOutput } from '../../tests/captured-host.ts'
import { createPaint, hasColors } from './paint.ts'

const terminal = capturedOutput({ isTTY: true })
const pipe = capturedOutput()

it('colours terminals and nothing else', () => {
  expect(hasColors(terminal, {})).toBe(true)
  expect(hasColors(pipe, {})).toBe(false)
})

it('honours NO_COLOR, FORCE_COLOR and dumb terminals', () => {
  expect(hasColors(terminal, { NO_COLOR: '1' })).toBe(false)
  expect(hasColors(terminal, { NO_COLOR: '' })).toBe(true)
  expect(hasColors(terminal, { TERM: 'dumb' })).toBe(false)
  expect(hasColors(pipe, { FORCE_COLOR: '1' })).toBe(true)
  expect(hasColors(pipe, { FORCE_COLOR: '' })).toBe(true)
  expect(hasColors(terminal, { FORCE_COLOR: '0' })).toBe(false)
  expect(hasColors(pipe, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true)
})

it('adds nothing where colours are off', () => {
  const { strong, severity } = createPaint(false)
  expect(strong('a') + severity('high', 'b')).toBe('ab')
  expect(createPaint(true).strong('a')).toBe('\u001b[1ma\u001b[22m')
})
