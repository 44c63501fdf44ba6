import { join } from 'node:path'
import { type StateStore, systemClock } from '@opencasb/core'
import { expect, it, onTestFinished, vi } from 'vitest'
import { sampleIntegration, samplePage } from '../tests/fixture/sample-page.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { databaseState } from './database-state.ts'
import { openDatabase } from './open-database.ts'

const { vacuum } = vi.hoisted(() => ({ vacuum: vi.fn(async () => undefined) }))
vi.mock('./vacuum.ts', () => ({ vacuum }))

it('[F39] a file that could not be written anew after a removal says so, and removing again makes it good', async () => {
  const path = join(temporaryFolder(), 'scan.db')
  const database = openDatabase({ path, readOnly: false, clock: systemClock })
  const state = databaseState(database, systemClock)
  onTestFinished(() => state.close())
  await state.integrations.put(sampleIntegration('one'))
  await state.commit(samplePage('one', 1))
  vacuum.mockRejectedValueOnce(Object.assign(new Error('database or disk is full'), { errcode: 13 }))
  const error = await state.integrations.remove('one').catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'state', reason: 'full' })
  expect(String(error)).toContain(path)
  expect(String(error)).toContain('remove it again')
  expect(await state.integrations.get('one')).toBeUndefined()
  await state.integrations.put(sampleIntegration('two'))
  expect(vacuum).toHaveBeenCalledTimes(1)
  await state.integrations.remove('one')
  expect(vacuum).toHaveBeenCalledTimes(2)
  await state.integrations.remove('one')
  expect(vacuum, 'nothing is left to do').toHaveBeenCalledTimes(2)
})

it('[F40] what another process erases while the file is written anew is not taken for overwritten', async () => {
  const path = join(temporaryFolder(), 'scan.db')
  const [state, other] = [1, 2].map(() =>
    databaseState(openDatabase({ path, readOnly: false, clock: systemClock }), systemClock),
  ) as [StateStore, StateStore]
  onTestFinished(() => state.close())
  await state.integrations.put(sampleIntegration('one'))
  await state.integrations.put(sampleIntegration('two'))
  vacuum.mockClear()
  vacuum.mockImplementationOnce(async () => {
    vacuum.mockRejectedValueOnce(new Error('the other process was killed'))
    await other.integrations.remove('two').catch(() => undefined)
    await other.close()
  })
  await state.integrations.remove('one')
  expect(vacuum).toHaveBeenCalledTimes(2)
  await state.integrations.remove('nobody')
  expect(vacuum, 'that of the other is still to be done').toHaveBeenCalledTimes(3)
  await state.integrations.remove('nobody')
  expect(vacuum).toHaveBeenCalledTimes(3)
})

it('[F39] a file that is busy when it is to be written anew is waited for', async () => {
  const path = join(temporaryFolder(), 'scan.db')
  const state = databaseState(openDatabase({ path, readOnly: false, clock: systemClock }), systemClock)
  onTestFinished(() => state.close())
  await state.integrations.put(sampleIntegration('one'))
  vacuum.mockClear()
  vacuum.mockRejectedValueOnce(Object.assign(new Error('database is locked'), { errcode: 5 }))
  await state.integrations.remove('one')
  expect(vacuum).toHaveBeenCalledTimes(2)
})
