import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from './simulator/soql/parse-query.ts'
import { fieldList, identifier, isRecordId, recordId, soql } from './soql.ts'

describe('soql', () => {
  it('lets no text out of its literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const { where } = parseQuery(soql`SELECT Id FROM User WHERE Name = ${name} AND IsActive = ${true}`.text)
        expect(where).toEqual({
          kind: 'and',
          parts: [
            { kind: 'compare', field: 'Name', operator: '=', literal: { kind: 'value', value: name } },
            { kind: 'compare', field: 'IsActive', operator: '=', literal: { kind: 'value', value: true } },
          ],
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('lets no list out of its brackets', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (names) => {
        const { where, limit } = parseQuery(soql`SELECT Id FROM User WHERE Name IN ${names} LIMIT 5`.text)
        const among = names.map((value) => ({ kind: 'value', value }))
        expect(where).toEqual({ kind: 'in', field: 'Name', negated: false, among })
        expect(limit).toBe(5)
      }),
    )
  })

  it('writes dates, numbers and nothing as SOQL reads them', () => {
    const since = new Date('2026-07-01T12:00:00.000Z')
    expect(soql`a >= ${since} AND b = ${null} AND c > ${-3} AND d < ${1e21} AND e = ${0.5}`.text).toBe(
      'a >= 2026-07-01T12:00:00.000Z AND b = null AND c > -3 AND d < 1000000000000000000000 AND e = 0.5000000000',
    )
  })

  it('refuses numbers, dates and lists that nothing can be compared with', () => {
    expect(() => soql`a = ${Number.NaN}`).toThrow('not finite')
    expect(() => soql`a = ${new Date(Number.NaN)}`).toThrow('date')
    expect(() => soql`a IN ${[]}`).toThrow('empty')
  })

  it('takes names from a list only, and names only', () => {
    expect(identifier('Name', ['Name', 'Id']).text).toBe('Name')
    expect(() => identifier('Name; DROP', ['Name; DROP'])).toThrow('not on its list')
    expect(() => identifier('Password', ['Name'])).toThrow('not on its list')
    expect(fieldList(['Id', 'Profile.Name']).text).toBe('Id, Profile.Name')
    expect(() => fieldList(['Id', "Name' OR"])).toThrow('not on its list')
  })

  it('takes ids of 15 or 18 letters and digits, and nothing else', () => {
    expect(recordId('005000000000001AAA').text).toBe("'005000000000001AAA'")
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (isRecordId(text)) expect(text).toMatch(/^[A-Za-z0-9]+$/)
        else expect(() => recordId(text)).toThrow('id that is none')
      }),
    )
    expect(() => recordId("005000000000001' OR Id != '")).toThrow('id that is none')
  })

  it('puts queries into queries as they are', () => {
    const inner = soql`Name = ${"O'Neil"}`
    expect(soql`SELECT Id FROM User WHERE ${inner}`.text).toBe(String.raw`SELECT Id FROM User WHERE Name = 'O\'Neil'`)
  })
})
