import { ConfigError, StateError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { toQueueError } from './queue-error.ts'

const coded = (code: string, message = 'it failed'): Error => Object.assign(new Error(message), { code })

describe('what the database of the queue throws', () => {
  it.each([
    [coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'), /could not be reached.*\(connect ECONNREFUSED/],
    [Object.assign(new AggregateError([coded('ECONNREFUSED', 'no')], ''), { code: 'ECONNREFUSED' }), /\(no\)\.$/],
    [coded('57P01', 'terminating connection'), /could not be reached/],
    [new Error('Connection terminated unexpectedly'), /could not be reached/],
  ])('may be tried again where it is out of reach: %s', (error, message) => {
    expect(toQueueError(error)).toMatchObject({
      code: 'state',
      reason: 'unavailable',
      retryable: true,
      message: expect.stringMatching(message),
    })
  })

  it.each([
    [coded('28P01'), /refused the password\. Check the connection string/],
    [coded('3D000'), /does not exist\. Create it/],
    [coded('42501'), /Grant it to the user/],
    [coded('22023'), /refused a query \(it failed\)/],
    [new Error('pg-boss is not installed'), /lacks pg-boss's tables\. Start a worker/],
  ])('says what mends it where trying again does not: %s', (error, message) => {
    expect(StateError.is(toQueueError(error))).toBe(true)
    expect(toQueueError(error)).toMatchObject({ retryable: false, message: expect.stringMatching(message) })
  })

  it('never quotes an address that is none: it may hold a password', () => {
    const error = toQueueError(
      Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: 'canary' }),
    )
    expect(ConfigError.is(error) && error.field).toBe('connectionString')
    expect((error as Error).cause).toBeUndefined()
    expect(toQueueError(new URIError('URI malformed'))).toMatchObject({ code: 'config' })
  })

  it('leaves what is typed already, and what is not of the database, as it is', () => {
    const given = [new ConfigError('id: is unknown'), new TypeError('a mistake'), 'text']
    for (const error of given) expect(toQueueError(error)).toBe(error)
  })
})
