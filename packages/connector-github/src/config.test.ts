import { describe, expect, it } from 'vitest'
import { githubConfig } from './config.ts'

function problems(value: unknown): string[] {
  const result = githubConfig['~standard'].validate(value)
  if (result instanceof Promise) throw new Error('validates later')
  return (result.issues ?? []).map(({ path = [], message }) => `${path.join('.')}: ${message}`)
}

describe('the configuration', () => {
  it('needs nothing but organisations', () => {
    expect(githubConfig['~standard'].validate({ organizations: ['acme', 'acme-labs'] })).toMatchObject({
      value: { organizations: ['acme', 'acme-labs'], baseUrl: 'https://api.github.com' },
    })
  })

  it.each([
    'https://github.example.com/api/v3',
    'https://github.example.com/api/v3/',
    'https://api.acme.ghe.com',
    'http://127.0.0.1:8080',
    'http://localhost:8080/api/v3',
  ])('accepts %s', (baseUrl) => {
    expect(problems({ organizations: ['acme'], baseUrl })).toEqual([])
  })

  it.each([
    [{}, 'organizations: must be a list'],
    [{ organizations: [] }, 'organizations: name at least one'],
    [{ organizations: 'acme' }, 'organizations: must be a list'],
    [{ organizations: ['https://github.com/acme'] }, 'organizations.0: is no login'],
    [{ organizations: ['acme', '-acme'] }, 'organizations.1: is no login'],
    [{ organizations: ['../acme'] }, 'organizations.0: is no login'],
    [{ organizations: ['acme', 'ACME'] }, 'organizations: names an organisation twice'],
    [{ organizations: ['acme'], baseUrl: 'github.example.com' }, 'baseUrl: must be a URL'],
    [{ organizations: ['acme'], baseUrl: 'http://github.example.com' }, 'baseUrl: must begin with https://'],
    [{ organizations: ['acme'], baseUrl: 'ftp://127.0.0.1' }, 'baseUrl: must begin with https://'],
    [{ organizations: ['acme'], baseUrl: 'https://github.com' }, 'baseUrl: the API is at https://api.github.com'],
    [{ organizations: ['acme'], baseUrl: 'https://api.github.com/api/v3' }, 'baseUrl: the API of github.com'],
    [{ organizations: ['acme'], baseUrl: 'https://user:pass@github.example.com' }, 'baseUrl: must not hold a user'],
    [{ organizations: ['acme'], baseUrl: 'https://github.example.com/?a=b' }, 'baseUrl: must not have a query'],
    [{ organizations: ['acme'], organization: 'acme' }, ': organization is no setting of this connector'],
  ])('says what is wrong with %j', (value, message) => {
    expect(problems(value).join('\n')).toContain(message)
  })

  it('never repeats what it was given where that could be a secret', () => {
    expect(
      problems({ organizations: ['acme'], baseUrl: 'https://user:hunter2@github.example.com' }).join(),
    ).not.toContain('hunter2')
  })
})
