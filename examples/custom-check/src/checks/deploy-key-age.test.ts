import { runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { deployKeyAge } from './deploy-key-age.ts'

const resource = { fullName: 'acme/payments' }
const now = new Date('2026-06-01T00:00:00Z')
const key = (id: string, createdAt: string, readOnly = true) => ({ id, title: `key ${id}`, readOnly, createdAt })
const keys = [
  key('k1', '2026-05-01T00:00:00Z'),
  key('k2', '2026-01-01T00:00:00Z'),
  key('k3', '2024-01-01T00:00:00Z', false),
]

describe('acme/deploy-key-age', () => {
  it('passes a repository whose keys are young, or that has none', () => {
    expect(runCheck(deployKeyAge, { resource, facets: { keys: [] }, now }).outcome).toBe('pass')
    expect(runCheck(deployKeyAge, { resource, facets: { keys: keys.slice(0, 2) }, now }).outcome).toBe('pass')
  })

  it('fails once for each key that is too old, told apart by its id', () => {
    const verdicts = runCheckParts(deployKeyAge, { resource, facets: { keys }, params: { maxDays: 90 }, now })
    expect(verdicts).toMatchObject([{ part: 'k2' }, { part: 'k3', severity: 'high' }])
  })
})
