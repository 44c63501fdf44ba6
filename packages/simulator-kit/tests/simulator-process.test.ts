import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createSimulatorControl } from '../src/control/create-simulator-control.ts'
import { startSimulatorProcess } from '../src/control/simulator-process.ts'
import { type CounterCommands, counterCommands } from './counter-simulator.ts'

const entry = fileURLToPath(new URL('counter-simulator.ts', import.meta.url))

describe('a simulator in a process of its own', () => {
  it('gets its options, answers, takes commands and ends when it is closed', async () => {
    const running = await startSimulatorProcess({ entry, options: { from: 7 } })
    expect(running.pid).not.toBe(process.pid)
    const control = createSimulatorControl<CounterCommands, { readonly path: string }>(running.url, counterCommands)
    expect(await (await fetch(`${running.url}/count`)).json()).toBe(8)
    expect(await control.add(3)).toBe(11)
    expect((await control.requests()).map(({ path }) => path)).toEqual(['/count'])
    await expect(control.fail()).rejects.toThrow('the simulator refused fail: out of order')
    await running.close()
    expect(() => process.kill(running.pid, 0)).toThrow()
  })

  it('that cannot start says so', async () => {
    await expect(startSimulatorProcess({ entry, serve: 'serveNothing', options: {} })).rejects.toThrow(
      'before it listened',
    )
  })
})
