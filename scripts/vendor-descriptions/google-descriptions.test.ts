import { describe, expect, it } from 'vitest'
import { describeGoogle } from './google-descriptions.ts'
import type { GoogleDocument } from './google-document.ts'

const notes: GoogleDocument = {
  id: 'notes:v1',
  rootUrl: 'https://notes.example.com/',
  servicePath: 'notes/v1/',
  parameters: {
    fields: { location: 'query', type: 'string' },
    alt: { location: 'query', type: 'string', enum: ['json'] },
  },
  schemas: {
    Note: {
      type: 'object',
      properties: {
        id: { type: 'string' },
        size: { type: 'string', format: 'int64' },
        changed: { type: 'string', format: 'date-time' },
        kind: { type: 'string', enum: ['PLAIN', 'RICH'] },
        stars: { type: 'integer' },
        isShared: { type: 'boolean' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        owner: { $ref: 'Person' },
        raw: { type: 'any' },
      },
    },
    Person: { type: 'object', properties: { email: { type: 'string' }, name: { type: 'string' } } },
    Notes: {
      type: 'object',
      properties: { notes: { type: 'array', items: { $ref: 'Note' } }, nextPageToken: { type: 'string' } },
    },
  },
  resources: {
    notes: {
      methods: {
        list: {
          id: 'notes.list',
          httpMethod: 'GET',
          path: 'users/{user}/notes',
          parameters: {
            user: { location: 'path', type: 'string', required: true },
            pageSize: { location: 'query', type: 'integer', minimum: '1', maximum: '100' },
            kind: { location: 'query', type: 'string', enum: ['PLAIN', 'RICH'], repeated: true },
            view: { location: 'query', type: 'string', required: true },
            deleted: { location: 'query', type: 'boolean' },
          },
          response: { $ref: 'Notes' },
          scopes: ['notes.read', 'notes'],
        },
        search: {
          id: 'notes.search',
          httpMethod: 'POST',
          path: '{+parent}/notes:search',
          parameters: { parent: { location: 'path', type: 'string', pattern: '^folders/[^/]+$' } },
          request: { $ref: 'Note' },
          response: { $ref: 'Notes' },
          scopes: ['notes'],
        },
      },
    },
  },
}
const other: GoogleDocument = { ...notes, id: 'other:v1', rootUrl: 'https://other.example.com/', resources: {} }
const { checkRequest, checkAnswer } = describeGoogle([notes, other])
const list = 'https://notes.example.com/notes/v1/users/user-17/notes?view=all'
const get = (url: string) => checkRequest({ method: 'GET', url }).problems
const answered = (body: unknown, url = list, status = 200) => checkAnswer({ method: 'GET', url, status, body })

describe('requests to Google', () => {
  it('are found with their scopes', () => {
    expect(checkRequest({ method: 'GET', url: `${list}&pageSize=100&kind=PLAIN&kind=RICH&alt=json` })).toEqual({
      operations: [{ id: 'notes.list', scopes: ['notes.read', 'notes'] }],
      problems: [],
    })
    const search = { method: 'POST', url: 'https://notes.example.com/notes/v1/folders/a/notes:search' }
    expect(checkRequest({ ...search, body: { id: 'x' } })).toEqual({
      operations: [{ id: 'notes.search', scopes: ['notes'] }],
      problems: [],
    })
    expect(checkRequest({ ...search, body: { name: 'x' } }).problems).toEqual([
      'notes.search body.name is not described',
    ])
  })

  it.each([
    ['https://notes.example.com/notes/v1/users/a/b/notes', /is not described/],
    ['https://notes.example.com/notes/v2/users/a/notes', /is not described/],
    ['https://other.example.com/notes/v1/users/a/notes?view=all', /is not described/],
    ['https://notes.example.com/notes/v1/users/a/notes', /needs view/],
    [`${list}&pageSize=101`, /pageSize is 101, more than 100/],
    [`${list}&pageSize=0`, /less than 1/],
    [`${list}&pageSize=many`, /not a number/],
    [`${list}&kind=plain`, /not one of its values/],
    [`${list}&deleted=yes`, /not a boolean/],
    [`${list}&view=some`, /takes view only once/],
    [`${list}&user=user-18`, /takes no parameter user/],
    [`${list}&fields=notes(id,bogus)`, /fields asks for notes\/bogus/],
    [`${list}&fields=notes(id`, /fields of notes.list cannot be read/],
  ])('are refused: %s', (url, problem) => {
    expect(get(url)).toEqual([expect.stringMatching(problem)])
  })

  it('are found at an address of a simulator too, and field masks are read in all their forms', () => {
    const url = 'http://127.0.0.1:8080/notes/v1/users/user-17/notes?view=all'
    expect(get(url)).toEqual([])
    expect(get(`${url}&fields=nextPageToken,notes(id,owner/email,labels(a),raw/x)`)).toEqual([])
    expect(get(`${url}&fields=notes/owner(name,email),*`)).toEqual([])
    expect(get(`${url}&fields=notes/owner/age`)).toHaveLength(1)
  })

  it('to the token endpoint are not described, their answers are looked at', () => {
    const url = 'https://oauth2.googleapis.com/token'
    expect(checkRequest({ method: 'POST', url })).toEqual({ operations: [], problems: [] })
    const check = (status: number, body: unknown) => checkAnswer({ method: 'POST', url, status, body })
    expect(check(200, { access_token: 'a', token_type: 'Bearer', expires_in: 3599 })).toEqual([])
    expect(check(200, { access_token: 'a', expires_in: '3599' })).toHaveLength(2)
    expect(check(400, { error: 'invalid_grant' })).toEqual([])
  })
})

describe('answers of Google', () => {
  it('are as described', () => {
    const note = {
      id: 'a',
      size: '17',
      changed: '2026-01-01T00:00:00.000Z',
      kind: 'RICH',
      stars: 3,
      isShared: false,
      labels: { team: 'blue' },
      owner: { email: 'user-17@example.com' },
      raw: { anything: [1] },
    }
    expect(answered({ notes: [note, {}], nextPageToken: 'x' })).toEqual([])
    expect(answered({})).toEqual([])
  })

  it.each([
    [{ size: 17 }, 'notes.list.notes[].size is 17, not a string'],
    [{ size: 'big' }, 'notes.list.notes[].size is "big", which is no int64'],
    [{ changed: '2026-01-01' }, 'notes.list.notes[].changed is "2026-01-01", which is no date-time'],
    [{ kind: 'OTHER' }, 'notes.list.notes[].kind is "OTHER", which is not one of its values'],
    [{ stars: 1.5 }, 'notes.list.notes[].stars is 1.5, not an integer'],
    [{ isShared: null }, 'notes.list.notes[].isShared is null, not a boolean'],
    [{ labels: { team: 1 } }, 'notes.list.notes[].labels.team is 1, not a string'],
    [{ owner: 'a' }, 'notes.list.notes[].owner is "a", not an object'],
    [{ owner: { age: 1 } }, 'notes.list.notes[].owner.age is not described'],
  ])('are not: %j', (note, problem) => {
    expect(answered({ notes: [note, note] })).toEqual([problem])
  })

  it('hold nothing that the field mask leaves out', () => {
    const body = { notes: [{ id: 'a', owner: { email: 'x', name: 'y' } }], nextPageToken: 'x' }
    expect(answered(body, `${list}&fields=nextPageToken,notes(id,owner)`)).toEqual([])
    expect(answered(body, `${list}&fields=notes(id,owner/email)`)).toEqual([
      'notes.list.notes[].owner.name was not asked for',
      'notes.list.nextPageToken was not asked for',
    ])
  })

  it('that refuse have the form of errors', () => {
    const error = { code: 403, message: 'no', errors: [{ reason: 'forbidden' }], status: 'PERMISSION_DENIED' }
    expect(answered({ error }, list, 403)).toEqual([])
    expect(answered({ error }, list, 404)).toEqual(['error.code is 403 in an answer with status 404'])
    expect(answered({ message: 'no' }, list, 403)).toEqual(['the answer with status 403 has no error'])
  })
})
