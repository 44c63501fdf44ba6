import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { capturedOutput } from '../tests/captured-host.ts'
import { type HostProcess, processHost } from './process-host.ts'

function fakeProcess() {
  const exit = vi.fn<(code?: string | number | null) => never>()
  const events = new EventEmitter()
  const facts = {
    argv: ['node', 'opencasb', 'checks'],
    env: {},
    stdin: process.stdin,
    stdout: capturedOutput(),
    stderr: capturedOutput(),
    cwd: () => '/tmp',
    exit,
    on: (event: string, listener: () => void) => events.on(event, listener),
  }
  return { process: facts as unknown as HostProcess, events, exit }
}

it('hands over what follows the name of the program', () => {
  expect(processHost(fakeProcess().process).argv).toEqual(['checks'])
})

it('stops the command at the first Ctrl-C and the process at the second', () => {
  const { process, events, exit } = fakeProcess()
  const { signal } = processHost(process)
  expect(signal.aborted).toBe(false)
  events.emit('SIGINT')
  expect(signal.aborted).toBe(true)
  expect(exit).not.toHaveBeenCalled()
  events.emit('SIGINT')
  expect(exit).toHaveBeenCalledWith(130)
})
