import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../errors/config-error.ts'
import { readPolicy } from './read-policy.ts'

describe('readPolicy', () => {
  it('accepts everything that a policy may say', () => {
    const policy = {
      profile: 'cis',
      betaApis: false,
      checks: {
        'github/*': { enabled: true, severity: 'low', profile: 'scuba' },
        'github/x': { params: { days: 30, names: ['a', null], deep: { on: true } } },
      },
      scope: { 'github.repository': { only: ['acme/*'], skip: [] } },
    }
    expect(readPolicy(policy)).toBe(policy)
    expect(readPolicy({})).toEqual({})
  })

  it.each([
    [undefined, 'policy: must be an object such as'],
    [[], 'policy: must be an object such as'],
    [{ cheks: {} }, 'policy: there is no "cheks" here; use profile, betaApis, checks, scope'],
    [{ profile: '' }, 'policy.profile: must be text'],
    [{ betaApis: 'no' }, 'policy.betaApis: must be true or false'],
    [{ checks: [] }, 'policy.checks: must be an object'],
    [{ checks: { 'a/b': true } }, 'policy.checks.a/b: must be an object'],
    [{ checks: { 'a/b': { severity: 'urgent' } } }, 'policy.checks.a/b.severity: must be one of critical, high'],
    [{ checks: { 'a/b': { enabled: 1 } } }, 'policy.checks.a/b.enabled: must be true or false'],
    [{ checks: { 'a/b': { params: { when: new Date(0) } } } }, 'policy.checks.a/b.params: must be an object of plain'],
    [{ checks: { 'a/b': { params: { most: Number.NaN } } } }, 'policy.checks.a/b.params: must be an object of plain'],
    [{ scope: { 'x.y': { only: 'acme' } } }, 'policy.scope.x.y.only: must be a list of texts'],
    [{ scope: { 'x.y': { skip: ['acme', 3] } } }, 'policy.scope.x.y.skip.1: must be text'],
    [JSON.parse('{"__proto__": {"checks": {}}}'), 'policy: there is no "__proto__" here'],
  ])('says what is wrong with %j, and where', (value, message) => {
    expect(() => readPolicy(value)).toThrow(message)
  })

  it('names all that is wrong, and the first of it as the field', () => {
    let error: unknown
    try {
      readPolicy({ profile: 1, scope: 2 })
    } catch (thrown) {
      error = thrown
    }
    expect(ConfigError.is(error) && [error.field, error.message.split('\n').length]).toEqual(['policy.profile', 2])
  })

  it('takes any JSON for what it is: a policy, or a mistake that it names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          expect(readPolicy(value)).toBe(value)
        } catch (error) {
          if (!ConfigError.is(error)) throw error
        }
      }),
    )
  })
})
