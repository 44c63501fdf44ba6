import type { PolicyConditions, PolicyRange } from '../policy-conditions.ts'
import { allBut, only, type ValueSet } from './value-set.ts'

/** What people do rather than open: policies for applications do not reach it. */
export const userActions = {
  registerSecurityInfo: 'urn:user:registersecurityinfo',
  registerDevice: 'urn:user:registerdevice',
} as const

/**
 * Applications that policies name, by their ids, which are the same in all tenants.
 * @see https://learn.microsoft.com/entra/identity/conditional-access/reference-office-365-application-contents
 */
export const applicationIds = {
  azureManagement: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  azureDevOps: '499b84ac-1321-427f-aa17-267ca6975798',
  intuneEnrollment: 'd4ebce55-015a-49b5-a083-c84d1797ae8c',
  exchangeOnline: '00000002-0000-0ff1-ce00-000000000000',
  sharePointOnline: '00000003-0000-0ff1-ce00-000000000000',
  teams: 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
  rightsManagement: '00000012-0000-0000-c000-000000000000',
} as const

/** Suites stand for applications that have ids of their own, and for others. */
const suites: Readonly<Record<string, readonly string[]>> = {
  Office365: ['Office365', applicationIds.exchangeOnline, applicationIds.sharePointOnline, applicationIds.teams],
  MicrosoftAdminPortals: ['MicrosoftAdminPortals'],
}

/** All applications there are and will be. */
export const allApplications: ValueSet = allBut(Object.values(userActions))

/** The named applications and suites. */
export function applications(names: readonly string[]): ValueSet {
  return only(names.flatMap(valuesOf))
}

/** What a policy is about: applications, user actions or authentication contexts. */
export function applicationsOf(conditions: PolicyConditions): ValueSet {
  const { applications: range, applicationFilter, userActions: actions, authenticationContexts } = conditions
  const others = [
    ...actions.map((action) => action.toLowerCase()),
    ...authenticationContexts.map((id) => `context:${id}`),
  ]
  // Applications that a filter includes cannot be told: they are not counted on. Those that it excludes are missing.
  const filtered = applicationFilter?.mode === 'exclude' ? [`applications matching ${applicationFilter.rule}`] : []
  const excluded = [...range.exclude.flatMap(valuesOf), ...filtered]
  if (includesAll(range))
    return allBut([...Object.values(userActions).filter((action) => !others.includes(action)), ...excluded])
  return only([...range.include.flatMap(valuesOf), ...others].filter((value) => !excluded.includes(value)))
}

function includesAll({ include }: PolicyRange): boolean {
  return include.includes('All')
}

function valuesOf(name: string): readonly string[] {
  if (name === 'None') return []
  return suites[name] ?? [name.toLowerCase()]
}
