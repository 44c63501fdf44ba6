import { describe, expect, it } from 'vitest'
import { parseSoql } from './soql.ts'

const read = (text: string) => {
  const { object, columns = [], mentioned = [], semiJoins = [] } = parseSoql(text) ?? {}
  return [object, columns.map((one) => (one.kind === 'field' ? one.path : one.kind)), mentioned, semiJoins.length]
}

describe('SOQL', () => {
  it.each([
    ['SELECT Id, Profile.Name FROM User', ['User', ['Id', 'Profile.Name'], [], 0]],
    [
      "select Id from User where Name = 'FROM a WHERE b' and IsActive = true",
      ['User', ['Id'], ['Name', 'IsActive'], 0],
    ],
    ['SELECT COUNT() FROM User', ['User', ['call'], [], 0]],
    ['SELECT ProfileId, COUNT(Id) n FROM User GROUP BY ProfileId', ['User', ['ProfileId', 'call'], ['ProfileId'], 0]],
    ['SELECT FIELDS(STANDARD) FROM User LIMIT 5', ['User', ['any'], [], 0]],
    ['SELECT Id, (SELECT Id FROM Members WHERE A = 1) FROM Group', ['Group', ['Id', 'children'], [], 0]],
    ['SELECT Id FROM A WHERE B IN (SELECT C FROM D WHERE E = null) AND F > 1', ['A', ['Id'], ['B', 'F'], 1]],
    ['SELECT Id FROM A WHERE D < LAST_N_DAYS:30 AND E >= 2026-01-01T00:00:00.000Z', ['A', ['Id'], ['D', 'E'], 0]],
    ["SELECT Id FROM A WHERE (NOT D LIKE 'x%') ORDER BY E DESC NULLS LAST LIMIT 5", ['A', ['Id'], ['D', 'E'], 0]],
    ['SELECT Id FROM A WHERE D = TODAY WITH SECURITY_ENFORCED', ['A', ['Id'], ['D'], 0]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('knows what is none', () => {
    for (const text of ['', 'FIND {x}', 'SELECT FROM A', 'SELECT Id', 'SELECT Id, FROM A']) {
      expect(parseSoql(text)).toBeUndefined()
    }
  })
})
