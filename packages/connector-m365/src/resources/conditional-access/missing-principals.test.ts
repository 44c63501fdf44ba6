import { NotFoundError, PermissionError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { expect, it } from 'vitest'
import { aPolicy, everyone, idOf } from '../../../tests/cases/conditional-access-policies.ts'
import { streamContext } from '../../../tests/fake-graph.ts'
import type { BatchRequest } from '../../http/send-batches.ts'
import type { M365Session } from '../../session.ts'
import { missingPrincipals } from './missing-principals.ts'

/** A session whose batches are answered by id, with what was asked for. */
function sessionOf(answer: (id: string) => FacetOutcome): { session: M365Session; asked: string[] } {
  const asked: string[] = []
  const batch = async (requests: readonly BatchRequest<unknown>[]) =>
    requests.map(({ path }) => {
      asked.push(path)
      return answer(path.slice('/directoryObjects/'.length))
    })
  return { session: { client: { batch } } as unknown as M365Session, asked }
}

const gone = new NotFoundError('gone')
const users = { ...everyone, excludeUsers: [idOf(1), idOf(2)], excludeGroups: [idOf(3)] }
const policies = [
  aPolicy({ users }, 1),
  aPolicy({ users: { ...everyone, excludeUsers: [idOf(2), 'GuestsOrExternalUsers'] } }, 2),
]

it('asks for each user and group once, and for nothing else', async () => {
  const { session, asked } = sessionOf((id) => (id === idOf(2) ? { error: gone } : { value: { id } }))
  const outcomes = await missingPrincipals.fetchMany?.(policies, streamContext(session))
  expect(asked).toEqual([1, 2, 3].map((number) => `/directoryObjects/${idOf(number)}`))
  expect(outcomes?.get(idOf(1))).toEqual({ value: [idOf(2)] })
  expect(outcomes?.get(idOf(2))).toEqual({ value: [idOf(2)] })
})

it('asks nothing where nobody is named', async () => {
  const { session, asked } = sessionOf(() => ({ error: gone }))
  expect(await missingPrincipals.fetch(aPolicy(), streamContext(session))).toEqual([])
  expect(asked).toEqual([])
})

it('takes nobody for gone who could not be looked up', async () => {
  const { session } = sessionOf((id) => (id === idOf(3) ? { error: new PermissionError('no') } : { value: { id } }))
  const outcomes = await missingPrincipals.fetchMany?.(policies, streamContext(session))
  expect(outcomes?.get(idOf(1))).toMatchObject({ error: { code: 'permission' } })
  expect(outcomes?.get(idOf(2))).toEqual({ value: [] })
})
