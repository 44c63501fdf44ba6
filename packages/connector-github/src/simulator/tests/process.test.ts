import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startSimulatorProcess } from '../process.ts'

const entry = fileURLToPath(new URL('../../simulator.ts', import.meta.url))

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let at = 0; at < 500 && !condition(); at++) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('a simulator in a process of its own', () => {
  it('answers, takes commands and ends when it is closed', async () => {
    const simulator = await startSimulatorProcess({ organizations: [{ login: 'acme', repositories: 10 }], seed: 4 })
    const { credentials, config } = await simulator.control.integration({
      authKind: 'pat-classic',
      permissions: ['repo'],
    })
    expect(config).toEqual({ organizations: ['acme'], baseUrl: simulator.url })
    const headers = { authorization: `Bearer ${credentials['token']}`, 'user-agent': 'test' }
    const count = async () =>
      ((await (await fetch(`${simulator.url}/orgs/acme/repos`, { headers })).json()) as []).length
    expect(await count()).toBe(10)
    await simulator.control.change({ kind: 'remove-repositories', share: 0.5 })
    expect(await count()).toBe(5)
    await simulator.control.setLimits({ core: 2 })
    expect(await simulator.control.usage()).toEqual([
      { bucket: 'core', requests: 2, charged: 2, notModified: 0, refused: 0 },
    ])
    expect((await simulator.control.requests()).map(({ route }) => route)).toEqual([
      'GET /orgs/{org}/repos',
      'GET /orgs/{org}/repos',
    ])
    await expect(simulator.control.change({ kind: 'unprotect', repository: 'nothing' })).rejects.toThrow('acme/nothing')
    await simulator.close()
    expect(isAlive(simulator.pid)).toBe(false)
  })

  it('ends when its parent is killed', async () => {
    const program = `import(${JSON.stringify(`file://${entry}`)})
      .then((it) => it.startSimulatorProcess()).then(({ pid }) => console.log(pid))`
    const parent = spawn(
      process.execPath,
      ['--conditions=@opencasb/source', '--input-type=module', '--eval', program],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text) => resolve(Number(String(text))))
    })
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await until(() => !isAlive(pid))
    expect(isAlive(pid)).toBe(false)
  })
})
