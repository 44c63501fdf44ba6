import { describe, expect, it } from 'vitest'
import { sbs } from './sbs.ts'

describe('the Security Benchmark for Salesforce', () => {
  it('has all of its 49 controls, each once', () => {
    const ids = sbs.controls.map(({ id }) => id)
    expect(ids).toHaveLength(49)
    expect(new Set(ids).size).toBe(49)
    for (const id of ids) expect(id).toMatch(/^[A-Z]+-\d{3}$/)
  })

  it('says of each control that no API answers why not', () => {
    for (const { manual } of sbs.controls) if (manual !== undefined) expect(manual).toMatch(/\w{3,} \w+/)
  })
})
