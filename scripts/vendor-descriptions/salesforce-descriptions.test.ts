import { describe, expect, it } from 'vitest'
import { describeSalesforce } from './salesforce-descriptions.ts'

const salesforce = describeSalesforce(
  {
    standard: {
      objects: {
        User: {
          fields: { Id: 'string', Name: 'string', IsActive: 'boolean', Age: 'number?', LastLogin: 'DateString?' },
          parents: { Profile: 'Profile', Owner: 'Name' },
          children: { Logins: 'Login' },
        },
        Profile: { fields: { Id: 'string', Name: 'string' } },
        Login: { fields: { Id: 'string', UserId: 'string' } },
      },
    },
    described: {
      objects: {
        User: {
          fields: [
            { name: 'Name', type: 'string', nillable: true },
            { name: 'RoleId', type: 'reference', relationshipName: 'Role', referenceTo: ['Role'] },
          ],
        },
      },
    },
    tooling: {
      objects: {
        sObject: { fields: { Id: 'ID' } },
        Risk: {
          extends: ['sObject'],
          fields: { Kind: 'string', Parts: 'QueryResult', Setting: 'Setting', lower: 'string' },
        },
        Setting: { extends: ['sObject'], fields: { Made: 'Date' } },
      },
    },
    metadata: {
      types: {
        Setting: { extends: ['Metadata'], fields: { level: 'Level', inner: 'Inner!', list: 'string[]' } },
        Inner: { fields: { on: 'boolean!' } },
      },
      enums: { Level: ['Low', 'High'] },
    },
  },
  { alsoThere: { User: ['Newer'], Network: [] } },
)
const base = 'https://acme.my.salesforce.com/services/data/v66.0'
const asked = (soql: string, path = 'query') => `${base}/${path}?q=${encodeURIComponent(soql)}`
const problems = (soql: string, path?: string) =>
  salesforce.checkRequest({ method: 'GET', url: asked(soql, path) }).problems
const user = (more: object) => ({ attributes: { type: 'User', url: '/u' }, ...more })
const answered = (soql: string, records: readonly object[], path?: string) =>
  salesforce.checkAnswer({
    method: 'GET',
    url: asked(soql, path),
    status: 200,
    body: { totalSize: records.length, done: true, records },
  })

describe('queries to Salesforce', () => {
  it('name fields and objects that are described', () => {
    expect(salesforce.checkRequest({ method: 'GET', url: asked('SELECT Id FROM User') })).toEqual({
      operations: [{ id: 'query User', scopes: [] }],
      problems: [],
    })
    for (const soql of [
      'SELECT Id, User.Name, Profile.Name, RoleId, Role.Anything, Owner.Name, Newer FROM User WHERE Age > 3 ORDER BY Name',
      'SELECT Id, (SELECT Id FROM Logins) FROM User WHERE Id IN (SELECT UserId FROM Login)',
      'SELECT ProfileId__c FROM Network',
      'SELECT COUNT(Id) total FROM User HAVING COUNT(Id) > 1 ORDER BY total',
    ]) {
      expect(problems(soql)).toEqual([])
    }
    expect(problems('SELECT Id, Kind, Setting.Made, (SELECT Id FROM Parts) FROM Risk', 'tooling/query')).toEqual([])
    expect(problems('SELECT Metadata FROM Setting', 'tooling/query')).toEqual([])
  })

  it.each([
    ['SELECT Nothing FROM User', 'User has no field Nothing'],
    ['SELECT name FROM User', 'User has no field name'],
    ['SELECT Id FROM User WHERE Nothing = 1', 'User has no field Nothing'],
    ['SELECT Id FROM User WHERE Id IN (SELECT Nothing FROM Login)', 'Login has no field Nothing'],
    ['SELECT Profile.Nothing FROM User', 'Profile has no field Nothing'],
    ['SELECT Nothing.Name FROM User', 'User has no relationship Nothing'],
    ['SELECT (SELECT Id FROM Nothing) FROM User', 'User has no children Nothing'],
    ['SELECT Id FROM Nothing', 'Nothing is not described'],
    ['SELECT lower FROM Risk', 'Risk has no field lower'],
    ['SELECT', '"SELECT" cannot be read'],
  ])('are refused: %s', (soql, problem) => {
    expect(problems(soql)).toEqual([problem])
  })

  it('may be described, composed and paged; other paths are not known', () => {
    const check = (path: string, method = 'GET', body?: unknown) =>
      salesforce.checkRequest({ method, url: `${base}/${path}`, body })
    expect(check('sobjects/User/describe').problems).toEqual([])
    expect(check('sobjects/Nothing/describe').problems).toEqual(['Nothing is not described'])
    expect(check('query/01g000000000001-2000').problems).toEqual([])
    expect(check('limits').problems).toEqual([])
    expect(check('query').problems).toEqual(['a query has no q'])
    expect(check('analytics').problems).toHaveLength(1)
    const part = (referenceId: string, soql: string) => ({
      method: 'GET',
      referenceId,
      url: `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`,
    })
    const composite = (...compositeRequest: object[]) => check('composite', 'POST', { compositeRequest })
    expect(composite(part('a', 'SELECT Id FROM User'), part('b', 'SELECT X FROM Login'))).toEqual({
      operations: [
        { id: 'query User', scopes: [] },
        { id: 'query Login', scopes: [] },
      ],
      problems: ['Login has no field X'],
    })
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => part(id, 'SELECT Id FROM User'))
    expect(composite(...six).problems).toEqual(['a composite request has 6 queries, more than 5'])
  })
})

describe('records of Salesforce', () => {
  const id = '005000000000001AAA'

  it('hold what was selected, in the types that are described', () => {
    const soql = 'SELECT Id, Name, Profile.Name, LastLogin, (SELECT Id FROM Logins) FROM User'
    const record = user({
      Id: id,
      Name: null,
      Profile: { attributes: { type: 'Profile', url: '/p' }, Name: 'Standard' },
      LastLogin: '2026-01-01T00:00:00.000+0000',
      Logins: null,
    })
    expect(answered(soql, [record, { ...record, Profile: null }])).toEqual([])
    expect(answered('SELECT COUNT() FROM User', [])).toEqual([])
  })

  it.each([
    ['SELECT Id FROM User', { Id: id, Name: 'x' }, 'User.Name was not selected'],
    ['SELECT Id, Name FROM User', { Id: id }, 'User.Name was selected and is not there'],
    ['SELECT IsActive FROM User', { IsActive: 'true' }, 'User.IsActive is "true", not a boolean'],
    ['SELECT IsActive FROM User', { IsActive: null }, 'User.IsActive is null, which it cannot be'],
    ['SELECT RoleId FROM User', { RoleId: 'x' }, 'User.RoleId is "x", which is no id'],
    [
      'SELECT LastLogin FROM User',
      { LastLogin: '2026-01-01T00:00:00Z' },
      'User.LastLogin is "2026-01-01T00:00:00Z", not a date as Salesforce writes it',
    ],
    [
      'SELECT Profile.Name FROM User',
      { Profile: { attributes: { type: 'Profile', url: '' }, Id: id, Name: 'x' } },
      'Profile.Id was not selected',
    ],
    ['SELECT Profile.Name FROM User', { Profile: { Name: 'x' } }, 'a record of User.Profile has no attributes.type'],
  ])('are not so: %s, %j', (soql, record, problem) => {
    expect(answered(soql, [user(record)])).toEqual([problem])
  })

  it('of metadata have the types of metadata', () => {
    const soql = 'SELECT Metadata FROM Setting'
    const record = (Metadata: unknown) => [{ attributes: { type: 'Setting', url: '/s' }, Metadata }]
    const check = (metadata: unknown) => answered(soql, record(metadata), 'tooling/query')
    expect(check({ level: 'Low', inner: { on: true }, list: ['a'] })).toEqual([])
    expect(check(null)).toEqual([])
    expect(check({ level: 'Middle', inner: { on: 'yes', off: 1 }, list: 'a', other: 1 })).toEqual([
      'Setting.Metadata.level is "Middle", which is not one of its values',
      'Setting.Metadata.inner.on is "yes", not a boolean',
      'Setting.Metadata.inner.off is not described',
      'Setting.Metadata.list is "a", not a list',
      'Setting.Metadata.other is not described',
    ])
  })
})

describe('answers of Salesforce', () => {
  const check = (path: string, status: number, body: unknown) =>
    salesforce.checkAnswer({ method: 'GET', url: `${base}/${path}`, status, body })

  it('say where the rest of a query is', () => {
    const next = '/services/data/v66.0/query/01g-2000'
    const page = (more: object) =>
      check('query/01g-2000', 200, { totalSize: 1, records: [user({ Name: 'x' })], ...more })
    expect(page({ done: true })).toEqual([])
    expect(page({ done: false, nextRecordsUrl: next })).toEqual([])
    expect(page({ done: false })).toHaveLength(1)
    expect(page({ done: true, nextRecordsUrl: next })).toHaveLength(1)
  })

  it('describe the fields that there are', () => {
    expect(check('sobjects/User/describe', 200, { name: 'User', fields: [{ name: 'Id' }, { name: 'Newer' }] })).toEqual(
      [],
    )
    expect(check('sobjects/User/describe', 200, { name: 'User', fields: [{ name: 'Nothing' }] })).toEqual([
      'User has no field Nothing',
    ])
  })

  it('that refuse have the form of errors', () => {
    expect(check('limits', 403, [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'no' }])).toEqual([])
    expect(check('limits', 403, { error: 'no' })).toHaveLength(1)
    expect(check('limits', 403, [{ message: 'no' }])).toHaveLength(1)
  })

  it('of composite requests are looked at one by one', () => {
    const { pathname, search } = new URL(asked('SELECT Id FROM User'))
    const requestBody = { compositeRequest: [{ method: 'GET', referenceId: 'a', url: pathname + search }] }
    const composite = (records: readonly object[]) =>
      salesforce.checkAnswer({
        method: 'POST',
        url: `${base}/composite`,
        requestBody,
        status: 200,
        body: {
          compositeResponse: [
            {
              referenceId: 'a',
              httpStatusCode: 200,
              httpHeaders: {},
              body: { totalSize: records.length, done: true, records },
            },
          ],
        },
      })
    expect(composite([user({ Id: '005000000000001' })])).toEqual([])
    expect(composite([user({ Id: 17 })])).toEqual(['User.Id is 17, not a string'])
  })
})
