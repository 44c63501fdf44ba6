import { SimulatorClock } from '@opencasb/simulator-kit'
import { describe, expect, it } from 'vitest'
import { SalesforceWorld } from '../world/salesforce-world.ts'
import { parseQuery } from './parse-query.ts'
import { MalformedQuery } from './query.ts'
import { NoSuchColumn } from './row-values.ts'
import { type Asker, NoSuchObject, runQuery } from './run-query.ts'

const clock = new SimulatorClock(() => Date.parse('2026-07-01T00:00:00Z'))
const world = new SalesforceWorld({ seed: 3, users: 50, things: 6, permissionSets: 5, epoch: clock.now() }, clock)
const everything: Asker = {
  permissions: new Set(['ViewSetup', 'ViewAllUsers', 'ManageUsers']),
  hidden: new Set(),
  userId: '005',
}

function rows(
  soql: string,
  asker: Asker = everything,
  api: 'data' | 'tooling' = 'data',
): readonly Record<string, unknown>[] {
  const result = runQuery(world, parseQuery(soql), api, asker, '/services/data/v66.0')
  return result.slice(0, 1_000) as readonly Record<string, unknown>[]
}

describe('the SOQL interpreter', () => {
  it('selects fields through relationships, and says of which type a record is', () => {
    const [first] = rows('SELECT Id, Profile.Name FROM User LIMIT 1')
    expect(first).toMatchObject({
      attributes: { type: 'User' },
      Id: expect.stringMatching(/^005[A-Za-z0-9]{15}$/),
      Profile: { attributes: { type: 'Profile' }, Name: 'System Administrator' },
    })
    expect(first).not.toHaveProperty('Username')
  })

  it('weighs AND above OR, and brackets above both', () => {
    const all = rows('SELECT Id, IsActive, UserType FROM User')
    const count = (where: string): number => rows(`SELECT Id FROM User WHERE ${where}`).length
    const active = all.filter(({ IsActive }) => IsActive).length
    expect(count('IsActive = true')).toBe(active)
    expect(count("IsActive = true OR IsActive = false AND UserType = 'Nobody'")).toBe(active)
    expect(count("(IsActive = true OR IsActive = false) AND UserType = 'Nobody'")).toBe(0)
    expect(count('NOT IsActive = true')).toBe(50 - active)
  })

  it('compares texts, nothing, lists, patterns and dates', () => {
    expect(rows("SELECT Id FROM User WHERE Username = 'USER-3@example.com'")).toHaveLength(1)
    expect(rows("SELECT Id FROM User WHERE Username IN ('user-3@example.com', 'user-4@example.com')")).toHaveLength(2)
    expect(rows("SELECT Id FROM User WHERE Username LIKE 'user-1_@%'")).toHaveLength(10)
    const never = rows('SELECT Id FROM User WHERE LastLoginDate = null').length
    expect(rows('SELECT Id FROM User WHERE LastLoginDate != null')).toHaveLength(50 - never)
    const lately = rows('SELECT Id FROM User WHERE LastLoginDate = LAST_N_DAYS:60').length
    expect(rows('SELECT Id FROM User WHERE LastLoginDate >= 2026-05-02T00:00:00.000Z')).toHaveLength(lately)
  })

  it('looks into other objects', () => {
    const custom = rows(
      "SELECT Id FROM User WHERE ProfileId IN (SELECT Id FROM Profile WHERE Name LIKE 'Acme%')",
    ).length
    const others = rows(
      "SELECT Id FROM User WHERE ProfileId NOT IN (SELECT Id FROM Profile WHERE Name LIKE 'Acme%')",
    ).length
    expect(custom).toBeGreaterThan(0)
    expect(custom + others).toBe(50)
  })

  it('counts, groups, sorts and limits', () => {
    expect(runQuery(world, parseQuery('SELECT COUNT() FROM User'), 'data', everything, '').total).toBe(50)
    const groups = rows('SELECT ProfileId, COUNT(Id) users FROM User GROUP BY ProfileId')
    expect(groups.reduce((sum, { users }) => sum + Number(users), 0)).toBe(50)
    const [newest] = rows('SELECT MAX(SystemModstamp) newest FROM User')
    const [first] = rows('SELECT SystemModstamp FROM User ORDER BY SystemModstamp DESC LIMIT 1')
    expect(first?.['SystemModstamp']).toBe(newest?.['newest'])
  })

  it('does not know what field-level security hides, wherever it is named', () => {
    const asker = { ...everything, hidden: new Set(['User.LastLoginDate']) }
    for (const soql of [
      'SELECT LastLoginDate FROM User',
      'SELECT Id FROM User WHERE LastLoginDate = null',
      'SELECT Id FROM User ORDER BY LastLoginDate',
      'SELECT Nonsense FROM User',
      'SELECT Assignee.LastLoginDate FROM PermissionSetAssignment',
    ]) {
      expect(() => rows(soql, asker), soql).toThrow(NoSuchColumn)
    }
    expect(rows('SELECT FIELDS(STANDARD) FROM User LIMIT 1', asker)[0]).not.toHaveProperty('LastLoginDate')
  })

  it('does not know objects that whoever asks may not see', () => {
    const nobody = { ...everything, permissions: new Set<string>() }
    expect(() => rows('SELECT Id FROM Site', nobody)).toThrow(NoSuchObject)
    expect(() => rows('SELECT Id FROM RemoteProxy')).toThrow(NoSuchObject)
    expect(rows('SELECT Id FROM RemoteProxy', everything, 'tooling').length).toBeGreaterThan(0)
    expect(rows('SELECT Id FROM User', nobody)).toEqual([])
  })

  it('refuses what it cannot read', () => {
    for (const soql of [
      '',
      'SELECT FROM User',
      'SELECT Id FROM User WHERE',
      "SELECT Id FROM User WHERE Name = 'a",
      'SELECT Id FROM User; DROP',
    ]) {
      expect(() => parseQuery(soql), soql).toThrow(MalformedQuery)
    }
  })
})
