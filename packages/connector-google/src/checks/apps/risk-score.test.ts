import { describe, expect, it } from 'vitest'
import { anApp } from '../../../tests/cases/things.ts'
import { riskScore } from './risk-score.ts'
import { reachOf } from './scope-reach.ts'

const prefix = 'https://www.googleapis.com/auth/'

describe('what scopes reach', () => {
  it.each([
    ['openid', ['sign-in']],
    [`${prefix}drive.file`, []],
    [`${prefix}drive.appdata`, []],
    [`${prefix}gmail.addons.current.message.readonly`, []],
    [`${prefix}drive.readonly`, ['drive']],
    [`${prefix}gmail.compose`, ['gmail', 'gmail-send']],
    ['https://mail.google.com/', ['gmail', 'gmail-full', 'gmail-send']],
    [`${prefix}calendar.events.readonly`, ['calendar']],
    [`${prefix}admin.reports.audit.readonly`, ['admin']],
    [`${prefix}something.new`, []],
    ['https://other.example.com/auth/drive', []],
    [`${prefix}constructor`, []],
    ['toString', []],
  ])('%s: %j', (scope, expected) => {
    expect(reachOf(scope)).toEqual(expected)
  })
})

describe('the risk score', () => {
  it('is nothing for an app that only knows who somebody is', () => {
    expect(riskScore(anApp({ scopes: ['openid', 'email'], users: 5 }))).toEqual({ score: 0, parts: {} })
  })

  it('adds up what the rules name, and shows how', () => {
    const app = anApp({
      scopes: [`${prefix}drive`, `${prefix}calendar`],
      users: 10,
      superAdmins: 2,
      anonymous: true,
      native: true,
    })
    expect(riskScore(app)).toEqual({
      score: 100,
      parts: { reach: 50, kinds: 10, audience: 10, superAdministrator: 15, unregistered: 15, installed: 5 },
    })
    expect(riskScore({ ...app, superAdmins: 0, anonymous: false, native: false }).score).toBe(70)
  })

  it('never exceeds a hundred', () => {
    const scopes = [`${prefix}admin.directory.user`, `${prefix}drive`, 'https://mail.google.com/']
    expect(riskScore(anApp({ scopes, users: 500, superAdmins: 1, anonymous: true })).score).toBe(100)
  })
})
