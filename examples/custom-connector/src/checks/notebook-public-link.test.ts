import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { notebookPublicLink } from './notebook-public-link.ts'

const resource = { id: 'n1', title: 'Budget', owner_id: 'm1', url: 'https://notes.example.com/n/n1' }
const now = new Date('2026-05-01T00:00:00Z')
const shared = (expires: string | null) => ({ sharing: { public_link: true, link_expires_at: expires } })

describe('acme-notes/notebook-public-link', () => {
  it('passes a notebook without a public link', () => {
    const facets = { sharing: { public_link: false, link_expires_at: null } }
    expect(runCheck(notebookPublicLink, { resource, facets }).outcome).toBe('pass')
  })

  it('fails a link that never ends more urgently than one that lasts too long', () => {
    const forever = runCheck(notebookPublicLink, { resource, facets: shared(null), now })
    expect(forever).toMatchObject({ outcome: 'fail', severity: 'high' })
    const long = runCheck(notebookPublicLink, { resource, facets: shared('2026-05-09T00:00:00Z'), now })
    expect(long).toMatchObject({ outcome: 'fail', evidence: { expires: '2026-05-09T00:00:00Z' } })
  })

  it('passes a link that ends soon, and one that has ended', () => {
    for (const expires of ['2026-05-08T00:00:00Z', '2026-01-01T00:00:00Z']) {
      expect(runCheck(notebookPublicLink, { resource, facets: shared(expires), now }).outcome).toBe('pass')
    }
  })
})
