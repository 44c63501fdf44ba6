import { describe, expect, it } from 'vitest'
import { fileSchema } from './file-schema.ts'

const schema = fileSchema(new Set(['acme.example']), 'user-1@acme.example')
const owner = { type: 'user', role: 'owner', emailAddress: 'user-1@acme.example' }
const file = { id: '1abc', name: 'Plan', ownedByMe: true, permissions: [owner] }

describe('a file of a user', () => {
  it('is read with more fields and fewer than usual', () => {
    expect(schema.parse({ ...file, name: undefined, shinyNewField: { a: 1 } })).toMatchObject({
      id: '1abc',
      name: '1abc',
      exposure: [],
      trashed: false,
      isFolder: false,
      owner: 'user-1@acme.example',
    })
  })

  it.each([
    ['its permissions', { ...file, permissions: undefined }],
    ['one of its permissions', { ...file, permissions: [owner, { type: 'anyone', role: 'wizard' }] }],
    ['its owner', { ...file, ownedByMe: undefined }],
    ['its id', { ...file, id: undefined }],
  ])('cannot be read without %s', (_, answer) => {
    expect(schema.safeParse(answer).success).toBe(false)
  })

  it('is recognised as somebody else’s without its permissions, which only the owner is told', () => {
    expect(schema.parse({ ...file, ownedByMe: false, permissions: undefined }).ownedByMe).toBe(false)
  })
})
