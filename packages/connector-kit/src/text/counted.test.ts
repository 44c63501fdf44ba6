import { expect, it } from 'vitest'
import { counted } from './counted.ts'

it('counts one thing and several', () => {
  expect([counted(0, 'user'), counted(1, 'user'), counted(2, 'user')]).toEqual(['0 users', '1 user', '2 users'])
  expect(counted(2, 'copy', 'copies')).toBe('2 copies')
})
