import { describe, expect, it } from 'vitest'
import type { Grant } from '../../resources/drive/exposure.ts'
import { evidenceOf, grantsOf } from './file-grants.ts'

const guests = Array.from(
  { length: 25 },
  (_, at): Grant => ({
    audience: 'external',
    role: 'edit',
    grantee: `guest-${at}@partner.example`,
    discoverable: false,
    inherited: at === 0,
    expires: undefined,
  }),
)

describe('the evidence of shared files', () => {
  it('names ten outsiders at most, and how many there are', () => {
    const evidence = evidenceOf(guests)
    expect(evidence['count']).toBe(25)
    expect(evidence['grants']).toHaveLength(10)
    expect(evidence['grants']).toContainEqual({
      audience: 'external',
      role: 'edit',
      grantee: 'guest-0@partner.example',
      inherited: true,
    })
  })

  it('allows exactly the domains that are named', () => {
    const now = new Date('2026-01-01T00:00:00Z')
    const rule = { audiences: ['external'], edit: true } as const
    expect(grantsOf(guests, rule, now, ['PARTNER.example'])).toEqual([])
    expect(grantsOf(guests, rule, now, ['artner.example', 'eu.partner.example', 'example'])).toHaveLength(25)
  })
})
