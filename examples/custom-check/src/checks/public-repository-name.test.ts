import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { publicRepositoryName } from './public-repository-name.ts'

const repository = { name: 'handbook', fullName: 'acme/handbook', visibility: 'PUBLIC' }

describe('acme/public-repository-name', () => {
  it('fails a public repository with another name', () => {
    expect(runCheck(publicRepositoryName, { resource: repository })).toMatchObject({
      outcome: 'fail',
      message: 'acme/handbook is public',
    })
  })

  it('passes one that is named as the organisation wants it', () => {
    expect(runCheck(publicRepositoryName, { resource: { ...repository, name: 'open-handbook' } }).outcome).toBe('pass')
    expect(runCheck(publicRepositoryName, { resource: repository, params: { prefix: 'hand' } }).outcome).toBe('pass')
  })

  it('does not concern private repositories', () => {
    const resource = { ...repository, visibility: 'PRIVATE' }
    expect(runCheck(publicRepositoryName, { resource }).outcome).toBe('not-applicable')
  })
})
