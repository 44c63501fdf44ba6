import { describe, expect, it } from 'vitest'
import { m365Config } from './config.ts'

function problems(value: unknown): string {
  const result = m365Config['~standard'].validate(value)
  if (result instanceof Promise) throw new Error('the configuration is validated at once')
  return (result.issues ?? []).map(({ path = [], message }) => `${path.join('.')}: ${message}`).join('\n')
}

describe('the configuration', () => {
  it('takes the id of a tenant or one of its domains, and the worldwide cloud by default', () => {
    expect(problems({ tenant: '11111111-2222-3333-4444-555555555555' })).toBe('')
    expect(m365Config['~standard'].validate({ tenant: ' Acme.onmicrosoft.com ' })).toMatchObject({
      value: {
        tenant: 'acme.onmicrosoft.com',
        cloud: 'worldwide',
        sharing: { oneDrive: true, everyItem: false },
        baseUrls: {},
      },
    })
  })

  it.each([
    [{}, 'tenant: must be the id'],
    [{ tenant: 'acme' }, 'tenant: is neither'],
    [{ tenant: 'common/oauth2' }, 'tenant: is neither'],
    [{ tenant: 'https://acme.example' }, 'tenant: is neither'],
    [{ tenant: 'acme.example', cloud: 'germany' }, 'cloud: must be worldwide'],
    [{ tenant: 'acme.example', baseUrls: { graph: 'http://graph.example.com' } }, 'baseUrls.graph: '],
    [{ tenant: 'acme.example', baseUrls: { exchange: 'https://x.example.com' } }, 'is no address of this connector'],
    [{ tenant: 'acme.example', sharing: { users: [] } }, 'sharing.users: name at least one'],
    [{ tenant: 'acme.example', sharing: { users: ['user 17'] } }, 'is no sign-in name'],
    [{ tenant: 'acme.example', sharing: { sites: ['sales'] } }, 'is no address of a site'],
    [{ tenant: 'acme.example', sharing: { since: 'May' } }, 'sharing.since: must be a day'],
    [{ tenant: 'acme.example', sharing: { oneDrive: 'no' } }, 'sharing.oneDrive: must be true or false'],
    [{ tenant: 'acme.example', sharing: { drives: [] } }, 'there are users, sites, oneDrive, everyItem and since'],
    [{ tenant: 'acme.example', organization: 'acme' }, 'is no setting of this connector'],
  ])('tells what is wrong with %j', (value, problem) => {
    expect(problems(value)).toContain(problem)
  })
})
