import type { OauthApp } from '../../resources/oauth/oauth-app.ts'
import { type Reach, reachOf } from './scope-reach.ts'

/** How risky an application is, and why. */
export interface RiskScore {
  /** 0 to 100. */
  readonly score: number
  /** What added to it, with how much. */
  readonly parts: Readonly<Record<string, number>>
}

/** What the farthest-reaching scope counts for. */
const reachPoints: Readonly<Record<Reach, number>> = {
  admin: 60,
  cloud: 55,
  'gmail-full': 50,
  'drive-full': 50,
  'gmail-send': 40,
  gmail: 35,
  drive: 35,
  docs: 20,
  sheets: 20,
  slides: 20,
  calendar: 20,
  contacts: 20,
  'sign-in': 0,
}

/**
 * The rules, all of them:
 * - the farthest-reaching scope: administration 60, Google Cloud 55, all of Gmail or Drive 50, sending mail 40, reading
 *   mail or files 35, documents, spreadsheets, presentations, calendars or contacts 20, sign-in and anything else 0
 * - each further kind of data 5, at most 15
 * - the audience: 10 from 10 users on, 20 from 100 users on
 * - authorised by a super administrator: 15
 * - not registered with Google: 15
 * - installed on computers or phones: 5
 *
 * and never more than 100.
 */
export function riskScore({ scopes, users, superAdmins, anonymous, native }: OauthApp): RiskScore {
  const reaches = new Set(scopes.flatMap(reachOf))
  const points = [...reaches].map((reach) => reachPoints[reach]).filter((point) => point > 0)
  const parts: Record<string, number> = {}
  const add = (name: string, value: number): void => {
    if (value > 0) parts[name] = value
  }
  add('reach', Math.max(0, ...points))
  add('kinds', Math.min(15, 5 * Math.max(0, points.length - 1)))
  add('audience', users >= 100 ? 20 : users >= 10 ? 10 : 0)
  add('superAdministrator', superAdmins > 0 ? 15 : 0)
  add('unregistered', anonymous ? 15 : 0)
  add('installed', native ? 5 : 0)
  const sum = Object.values(parts).reduce((total, value) => total + value, 0)
  return { score: Math.min(100, sum), parts }
}
