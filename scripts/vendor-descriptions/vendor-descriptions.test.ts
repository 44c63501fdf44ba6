import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Transport } from '@opencasb/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeAgainst } from './describe-against.ts'
import { descriptionsFolder } from './descriptions-folder.ts'
import { reportOn } from './exchange-report.ts'
import { openGoogleDescriptions } from './google-descriptions.ts'
import { openGraphDescription } from './graph-description.ts'
import { rebase } from './rebase.ts'
import { openSalesforceDescriptions } from './salesforce-descriptions.ts'
import { watchExchanges } from './watch-exchanges.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendor-descriptions-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function write(path: string, content: unknown): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), JSON.stringify(content))
}

describe('the folder of descriptions', () => {
  it('is the one that the environment names, which has to be there', () => {
    vi.stubEnv('OPENCASB_VENDOR_DESCRIPTIONS', folder)
    expect(descriptionsFolder()).toBe(folder)
    vi.stubEnv('OPENCASB_VENDOR_DESCRIPTIONS', join(folder, 'nothing'))
    expect(() => descriptionsFolder()).toThrow('which is not there')
  })

  it('may lack the descriptions of a vendor', () => {
    expect(openGoogleDescriptions({ folder })).toBeUndefined()
    expect(openGraphDescription({ folder })).toBeUndefined()
    expect(openSalesforceDescriptions({ folder })).toBeUndefined()
  })

  it('is read for those that are there', () => {
    write('google/notes.v1.json', {
      id: 'notes:v1',
      rootUrl: 'https://notes.example.com/',
      servicePath: '',
      methods: {},
    })
    write('microsoft/msgraph-v1.0.posture.openapi.json', { servers: [], paths: {}, components: { schemas: {} } })
    write('salesforce/standard-objects.json', { objects: {} })
    write('salesforce/tooling-objects.json', { objects: {} })
    const url = 'https://notes.example.com/v1.0/nothing'
    for (const description of [
      openGoogleDescriptions({ folder, apis: ['notes.v1'] }),
      openGraphDescription({ folder }),
      openSalesforceDescriptions({ folder }),
    ]) {
      expect(description?.checkRequest({ method: 'GET', url }).problems).toHaveLength(1)
    }
    expect(() => openGoogleDescriptions({ folder, apis: ['drive.v3'] })).toThrow('no description of drive.v3')
  })
})

describe('addresses of simulators', () => {
  it('become those of the vendor, the most particular one first', () => {
    const bases = { 'http://127.0.0.1:1': 'https://a.example.com', 'http://127.0.0.1:1/b': 'https://b.example.com' }
    expect(rebase('http://127.0.0.1:1/x?y', bases)).toBe('https://a.example.com/x?y')
    expect(rebase('http://127.0.0.1:1/b/x', bases)).toBe('https://b.example.com/x')
    expect(rebase('http://127.0.0.1:1/bx', bases)).toBe('https://a.example.com/bx')
    expect(rebase('http://127.0.0.1:11/x', bases)).toBe('http://127.0.0.1:11/x')
  })
})

describe('a report on exchanges', () => {
  const inner: Transport = {
    send: ({ url }) =>
      Promise.resolve({
        status: url.pathname === '/gone' ? 404 : 200,
        headers: {},
        read: () => Promise.resolve(Buffer.from('{"id":17}')),
        discard: () => Promise.resolve(),
      }),
    close: () => Promise.resolve(),
  }

  it('tells each problem once, with the operations that were called', async () => {
    const report = reportOn(
      {
        checkRequest: ({ method, url, headers, body }) => ({
          operations: [{ id: `${method} ${url}`, scopes: ['read'] }],
          problems: [`${headers?.['x-one']} ${JSON.stringify(body)}`],
        }),
        checkAnswer: ({ status, body }) => [`${status} ${JSON.stringify(body)}`],
      },
      { 'http://127.0.0.1:1': 'https://a.example.com' },
    )
    const transport = watchExchanges(inner, report.record)
    const { signal } = new AbortController()
    for (const path of ['/x', '/x', '/gone']) {
      const url = new URL(path, 'http://127.0.0.1:1')
      const answer = await transport.send({ method: 'GET', url, headers: { 'X-One': '1' }, body: '{"a":1}', signal })
      if (answer.status === 200) expect(Buffer.from(await answer.read(100)).toString()).toBe('{"id":17}')
      else await answer.discard()
    }
    await transport.close()
    expect(report.count).toBe(3)
    expect(report.requestProblems).toEqual(['1 {"a":1}'])
    expect(report.answerProblems).toEqual(['200 {"id":17}', '404 undefined'])
    expect([...report.operations.keys()]).toEqual(['GET https://a.example.com/x', 'GET https://a.example.com/gone'])
  })
})

describeAgainst('Google’s own descriptions', openGoogleDescriptions(), ({ checkRequest }) => {
  it('know the requests of the Admin console’s data', () => {
    const url = 'https://admin.googleapis.com/admin/directory/v1/users?customer=my_customer&maxResults=500'
    const { operations, problems } = checkRequest({ method: 'GET', url: `${url}&fields=users(id,isEnrolledIn2Sv)` })
    expect(problems).toEqual([])
    expect(operations[0]?.scopes).toContain('https://www.googleapis.com/auth/admin.directory.user.readonly')
    expect(checkRequest({ method: 'GET', url: `${url}1` }).problems).toHaveLength(1)
  })
})

describeAgainst('Microsoft’s own description', openGraphDescription(), ({ checkRequest, checkAnswer }) => {
  const base = 'https://graph.microsoft.com/v1.0'

  it('knows requests and answers', () => {
    const url = `${base}/identity/conditionalAccess/policies`
    expect(checkRequest({ method: 'GET', url })).toMatchObject({
      operations: [{ scopes: expect.arrayContaining(['Policy.Read.All']) }],
      problems: [],
    })
    const answer = (policy: object) => checkAnswer({ method: 'GET', url, status: 200, body: { value: [policy] } })
    expect(answer({ id: '17', state: 'enabled', conditions: { clientAppTypes: ['all'] } })).toEqual([])
    expect(answer({ id: '17', state: 'on' })).toHaveLength(1)
  })
})

describeAgainst('Salesforce’s own descriptions', openSalesforceDescriptions(), ({ checkRequest }) => {
  it('know fields of both APIs', () => {
    const problems = (path: string, soql: string) =>
      checkRequest({
        method: 'GET',
        url: `https://acme.my.salesforce.com/services/data/v66.0/${path}?q=${encodeURIComponent(soql)}`,
      }).problems
    expect(problems('query', 'SELECT Id, Username, Profile.UserLicense.Name FROM User WHERE IsActive = true')).toEqual(
      [],
    )
    expect(problems('tooling/query', 'SELECT RiskType, OrgValue FROM SecurityHealthCheckRisks')).toEqual([])
    expect(problems('query', 'SELECT Nothing FROM User')).toEqual(['User has no field Nothing'])
  })
})
