import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { withoutSqliteWarning } from './without-sqlite-warning.ts'

it('drops the one warning and hands on all others', () => {
  const events = new EventEmitter()
  const print = vi.fn()
  events.on('warning', print)
  withoutSqliteWarning(events as unknown as NodeJS.Process)
  const warning = (name: string, message: string) => Object.assign(new Error(message), { name })
  events.emit('warning', warning('ExperimentalWarning', 'SQLite is an experimental feature'))
  expect(print).not.toHaveBeenCalled()
  events.emit('warning', warning('DeprecationWarning', 'SQLite'))
  events.emit('warning', warning('ExperimentalWarning', 'something else'))
  expect(print).toHaveBeenCalledTimes(2)
})
