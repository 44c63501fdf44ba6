import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { runScript } from '../tests/fixture/run-script.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { type LeaseOwner, thisOwner } from './lease-owner.ts'
import { createSqliteState } from './sqlite-state.ts'

const holdLease = new URL('../tests/fixture/hold-lease.ts', import.meta.url)
const hour = 3_600_000

function opened(path = join(temporaryFolder(), 'scan.db')) {
  const state = createSqliteState({ path })
  onTestFinished(() => state.close())
  return { path, state }
}

/** A lease of an hour whose owner is made to look different. */
async function heldBy(change: (owner: LeaseOwner) => Partial<LeaseOwner>) {
  const { path, state } = opened()
  await state.leases.acquire('scan/one', hour)
  const raw = new DatabaseSync(path)
  const owner = thisOwner()
  raw.prepare('update lease set owner = ?').run(JSON.stringify({ ...owner, ...change(owner) }))
  raw.close()
  return state
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

/** The id of a process that existed until a moment ago. */
async function goneId(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await endOf(child)
  return child.pid ?? 0
}

it('[F38] a lease of a process that was killed is free at once, and was not while it lived', async () => {
  const { path, state } = opened()
  const script = runScript(holdLease, path, 'scan/one')
  await script.printed(1)
  expect(script.lines).toEqual(['1'])
  expect(await state.leases.acquire('scan/one', hour)).toBeUndefined()
  script.process.kill('SIGKILL')
  await script.ended
  expect(await state.leases.acquire('scan/one', hour)).toMatchObject({ fence: 2 })
})

it.runIf(process.platform === 'linux')(
  '[F38] so is the lease of a killed process whose parent never asks how it ended',
  async () => {
    const { path, state } = opened()
    // The shell becomes a program that never waits for its children.
    const program = `"$0" --conditions=@opencasb/source "$1" "$2" scan/one & echo "$!"; exec sleep 60`
    const shell = spawn('sh', ['-c', program, process.execPath, fileURLToPath(holdLease), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = endOf(shell)
    let text = ''
    await new Promise<void>((resolve) => {
      shell.stdout.on('data', (chunk: Buffer) => {
        text += chunk
        if (text.split('\n').length > 2) resolve()
      })
    })
    expect(await state.leases.acquire('scan/one', hour)).toBeUndefined()
    process.kill(Number(text.split('\n')[0]), 'SIGKILL')
    await expect.poll(() => state.leases.acquire('scan/one', hour)).toMatchObject({ fence: 2 })
    shell.kill('SIGKILL')
    await ended
  },
)

it('[F40] another store of the same process waits for the lease to run out', async () => {
  const { path, state } = opened()
  await state.leases.acquire('scan/one', hour)
  expect(await opened(path).state.leases.acquire('scan/one', hour)).toBeUndefined()
})

it('[F40] a process of another host may be alive, whatever its id is here', async () => {
  const gone = await goneId()
  const state = await heldBy(({ place }) => ({ place: `other ${place}`, pid: gone }))
  expect(await state.leases.acquire('scan/one', hour)).toBeUndefined()
})

it('[F40] a lease whose process cannot be told belongs to its owner until it runs out', async () => {
  for (const pid of [0, -1, 1.5]) {
    const state = await heldBy(() => ({ pid }))
    expect(await state.leases.acquire('scan/one', hour)).toBeUndefined()
  }
})

it.runIf(process.platform === 'linux')(
  '[F38] a process that got the id of one that is gone does not hold its lease',
  async () => {
    const state = await heldBy(({ started }) => ({ started: `${started}0` }))
    expect(await state.leases.acquire('scan/one', hour)).toMatchObject({ fence: 2 })
  },
)
