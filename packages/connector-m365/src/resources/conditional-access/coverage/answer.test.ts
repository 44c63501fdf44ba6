import { describe, expect, it } from 'vitest'
import {
  aTenant,
  block,
  everyone,
  idOf,
  mfa,
  phishingResistant,
  type RawPolicy,
  templateAdminRoles,
} from '../../../../tests/cases/conditional-access-policies.ts'
import { templates } from '../../../../tests/cases/conditional-access-templates.ts'
import type { ConditionalAccessParts } from '../conditional-access.ts'
import { type Answer, answerQuestion } from './answer.ts'
import { applicationIds, applications, userActions } from './application-values.ts'
import { guestKinds } from './principal-tokens.ts'
import { aboutEverybody, aboutMembers, type Question } from './question.ts'
import { only } from './value-set.ts'

function ask(
  policies: readonly RawPolicy[],
  question: Question,
  allowed: readonly string[] = [],
  parts: Partial<ConditionalAccessParts> = {},
): Answer {
  const { enforced, rules } = aTenant(policies, parts)
  return answerQuestion(enforced, question, { rules, allowedExclusions: new Set(allowed) })
}

/** The holes without the regions that they are in and without what they do not say. */
function holes(answer: Answer): readonly object[] {
  if (answer.outcome !== 'open') throw new Error(`it is ${answer.outcome}`)
  return answer.holes.map(({ principals, locations, devices, values }) => ({
    ...(principals.length > 0 && { principals }),
    ...(locations.length > 0 && { locations }),
    ...(devices.length > 0 && { devices }),
    ...values,
  }))
}

const admins = templateAdminRoles.map((id) => `role:${id}`)
const guests = guestKinds.map((kind) => `guest:${kind}`)
const question = {
  mfa: aboutEverybody('mfa'),
  adminMfa: aboutMembers(admins, 'mfa'),
  adminPhishing: aboutMembers(admins, 'phishing-resistant-mfa'),
  guestMfa: aboutMembers(guests, 'mfa'),
  legacy: aboutEverybody('block', { clientApps: only(['exchangeActiveSync', 'other']) }),
  azure: aboutEverybody('mfa', { applications: applications([applicationIds.azureManagement]) }),
  portals: aboutMembers(admins, 'mfa', { applications: applications(['MicrosoftAdminPortals']) }),
  securityInfo: aboutEverybody(['mfa', 'managed-device'], { applications: only([userActions.registerSecurityInfo]) }),
  device: aboutEverybody('managed-device'),
  deviceOrMfa: aboutEverybody('mfa-or-managed-device'),
  deviceCode: aboutEverybody('block', { flows: only(['deviceCodeFlow']) }),
  highUserRisk: aboutEverybody(['block', 'risk-remediation'], {
    userRisk: only(['high']),
  }),
  highSignInRisk: aboutEverybody('mfa', { signInRisk: only(['high']) }),
  office: aboutEverybody('application-enforced-restrictions', { applications: applications(['Office365']) }),
} satisfies Readonly<Record<string, Question>>

describe("Microsoft's templates", () => {
  const effects: readonly (readonly [keyof typeof templates, readonly (keyof typeof question)[]])[] = [
    ['blockLegacyAuthentication', ['legacy']],
    ['mfaForAdmins', ['adminMfa', 'portals']],
    ['phishingResistantForAdmins', ['adminMfa', 'adminPhishing', 'portals']],
    ['mfaForAllUsers', ['mfa', 'adminMfa', 'guestMfa', 'azure', 'portals', 'deviceOrMfa', 'highSignInRisk']],
    ['mfaForAzureManagement', ['azure']],
    ['mfaForAdminPortals', ['portals']],
    ['mfaForGuests', ['guestMfa']],
    ['securingSecurityInfo', []],
    ['compliantDevice', ['device', 'deviceOrMfa']],
    ['compliantDeviceOrMfa', ['deviceOrMfa']],
    ['riskySignIns', ['highSignInRisk']],
    ['riskyUsers', ['highUserRisk']],
    ['unknownPlatforms', []],
    ['noPersistentBrowser', []],
    ['applicationEnforcedRestrictions', ['office']],
    ['deviceCodeFlow', ['deviceCode']],
    ['insiderRisk', []],
  ]

  it.each(effects)('%s has the effects that it is for, and no others', (name, expected) => {
    const names = Object.keys(question) as (keyof typeof question)[]
    const covered = names.filter((one) => ask([templates[name]], question[one]).outcome === 'covered')
    expect(covered.sort()).toEqual([...expected].sort())
  })

  it('have no effect while they only report', () => {
    const reporting = Object.values(templates).map((one) => ({ ...one, state: 'enabledForReportingButNotEnforced' }))
    const disabled = Object.values(templates).map((one) => ({ ...one, state: 'disabled' }))
    for (const one of Object.values(question)) expect(ask([...reporting, ...disabled], one).outcome).toBe('open')
  })
})

describe('grant controls', () => {
  it('of which one is enough are worth as much as the weakest', () => {
    const either = { users: everyone, grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }
    expect(ask([either], question.mfa).outcome).toBe('open')
    expect(ask([either], question.deviceOrMfa).outcome).toBe('covered')
  })

  it('that are all needed are worth as much as the strongest', () => {
    const both = { grant: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'], termsOfUse: ['t'] } }
    expect(ask([both], question.mfa).outcome).toBe('covered')
    expect(ask([both], question.device).outcome).toBe('covered')
  })

  it('are escaped through terms of use where those are enough', () => {
    expect(
      ask([{ grant: { operator: 'OR', builtInControls: ['mfa'], termsOfUse: ['t'] } }], question.mfa).outcome,
    ).toBe('open')
  })

  it('are met by being blocked, whatever is asked for', () => {
    for (const one of [question.mfa, question.device, question.adminPhishing])
      expect(ask([{ grant: block }], one).outcome).toBe('covered')
  })

  it('count an authentication strength by what it accepts', () => {
    const strength = (id: string, combinations?: readonly string[]) => ({
      grant: {
        operator: 'OR',
        builtInControls: [],
        authenticationStrength: { id, ...(combinations && { allowedCombinations: combinations }) },
      },
    })
    const phishing = aboutEverybody('phishing-resistant-mfa')
    expect(ask([strength('s', ['fido2', 'password,sms'])], phishing).outcome).toBe('open')
    expect(ask([strength('s', ['fido2', 'password,sms'])], question.mfa).outcome).toBe('covered')
    expect(ask([strength('s', ['fido2', 'sms'])], question.mfa).outcome).toBe('open')
    // Graph only named it: the listing of strengths tells, and for built-in ones their id.
    const listed = { strengths: new Map([['s', ['fido2']]]) }
    expect(ask([strength('S')], phishing, [], listed).outcome).toBe('covered')
    expect(ask([strength('00000000-0000-0000-0000-000000000004')], phishing).outcome).toBe('covered')
    expect(ask([strength('00000000-0000-0000-0000-000000000002')], phishing).outcome).toBe('open')
    expect(ask([strength('s')], question.mfa).outcome).toBe('uncertain')
    expect(ask([strength('s', ['fido2', 'telepathy'])], phishing).outcome).toBe('uncertain')
  })

  it('do not count a phishing-resistant strength where a plain second factor does as well', () => {
    const grant = { ...phishingResistant, builtInControls: ['mfa'] }
    expect(ask([{ grant }], aboutEverybody('phishing-resistant-mfa')).outcome).toBe('open')
  })
})

describe('who is covered', () => {
  const sales = idOf(41)
  const support = idOf(42)

  it('leaves out whom a policy excludes, and says whom', () => {
    const users = { ...everyone, excludeUsers: [idOf(7)], excludeGroups: [sales], excludeRoles: [admins[0]?.slice(5)] }
    expect(holes(ask([{ users }], question.mfa))).toEqual(
      expect.arrayContaining([
        { principals: [`user:${idOf(7)}`] },
        { principals: [`group:${sales}`] },
        { principals: [admins[0]] },
      ]),
    )
  })

  it('counts exclusions that were allowed as none, in whatever case they are written', () => {
    const users = { ...everyone, excludeUsers: [idOf(7)], excludeGroups: [sales.toUpperCase()] }
    expect(ask([{ users }], question.mfa, [idOf(7), sales]).outcome).toBe('covered')
    expect(holes(ask([{ users }], question.mfa, [idOf(7)]))).toEqual([{ principals: [`group:${sales}`] }])
  })

  it('sees two policies that cover everybody only together', () => {
    const most = { users: { ...everyone, excludeGroups: [sales] } }
    const rest = { users: { includeGroups: [sales] }, grant: phishingResistant }
    expect(ask([most, rest], question.mfa).outcome).toBe('covered')
    expect(ask([rest, most], question.mfa).outcome).toBe('covered')
    expect(ask([most, { ...rest, state: 'enabledForReportingButNotEnforced' }], question.mfa).outcome).toBe('open')
  })

  it('sees through a chain of exclusions to those whom all policies leave out', () => {
    const most = { users: { ...everyone, excludeGroups: [sales] } }
    const rest = { users: { includeGroups: [sales], excludeGroups: [support] } }
    expect(holes(ask([most, rest], question.mfa))).toEqual([
      { principals: [`group:${sales}`, `group:${support}`].sort() },
    ])
    expect(ask([most, rest, { users: { includeGroups: [support] } }], question.mfa).outcome).toBe('covered')
  })

  it('does not take a policy for some for a policy for all', () => {
    for (const users of [{ includeGroups: [sales] }, { includeUsers: ['None'] }, { includeRoles: admins }, {}])
      expect(holes(ask([{ users }], question.mfa))).toEqual([{}])
  })

  it('covers guests with a policy for guests, and misses those that are excluded', () => {
    const withoutGuests = { users: { ...everyone, excludeUsers: ['GuestsOrExternalUsers'] } }
    expect(holes(ask([withoutGuests], question.mfa))).toHaveLength(guestKinds.length)
    expect(ask([withoutGuests, templates.mfaForGuests], question.mfa).outcome).toBe('covered')
    const partners = {
      users: {
        ...everyone,
        excludeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'b2bCollaborationGuest',
          externalTenants: { membershipKind: 'enumerated', members: [idOf(70)] },
        },
      },
    }
    expect(holes(ask([partners], question.mfa))).toEqual([{ principals: [`guest:b2bCollaborationGuest@${idOf(70)}`] }])
    expect(ask([partners, templates.mfaForGuests], question.mfa).outcome).toBe('covered')
  })

  it('asks of each role on its own', () => {
    const [first = '', ...others] = templateAdminRoles
    const answer = ask([{ users: { includeRoles: others } }], question.adminMfa)
    expect(answer).toMatchObject({ outcome: 'open', holes: [{ region: { principals: { in: [`role:${first}`] } } }] })
  })
})

describe('what is covered', () => {
  it('leaves out applications that a policy excludes', () => {
    const applications = { includeApplications: ['All'], excludeApplications: [idOf(80), 'Office365'] }
    expect(holes(ask([{ applications }], question.mfa))).toEqual([
      {
        applications: [
          '00000002-0000-0ff1-ce00-000000000000',
          '00000003-0000-0ff1-ce00-000000000000',
          idOf(80),
          'Office365',
          'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
        ].sort(),
      },
    ])
  })

  it('does not take a policy for one application for one for all', () => {
    expect(holes(ask([templates.mfaForAzureManagement], question.mfa))).toEqual([{}])
  })

  it('does not take a policy for all applications for one for registering security information', () => {
    expect(ask([templates.mfaForAllUsers], question.securityInfo).outcome).toBe('open')
  })

  it('counts an application of a suite as covered by a policy for the suite', () => {
    const exchange = aboutEverybody('mfa', { applications: applications([applicationIds.exchangeOnline]) })
    expect(ask([{ applications: { includeApplications: ['Office365'] } }], exchange).outcome).toBe('covered')
  })

  it('treats applications that a filter excludes as a hole, and those that it includes as not covered', () => {
    const filter = (mode: string) => ({ applicationFilter: { mode, rule: 'custom.level -eq "low"' } })
    const excluding = { applications: { includeApplications: ['All'], ...filter('exclude') } }
    expect(holes(ask([excluding], question.mfa))).toEqual([
      { applications: ['applications matching custom.level -eq "low"'] },
    ])
    expect(holes(ask([{ applications: filter('include') }], question.mfa))).toEqual([{}])
  })
})

describe('when it is covered', () => {
  it('leaves out trusted locations that a policy excludes', () => {
    const locations = { includeLocations: ['All'], excludeLocations: ['AllTrusted'] }
    expect(holes(ask([{ conditions: { locations } }], question.mfa))).toEqual([{ locations: ['location:AllTrusted'] }])
    const locationsOfTenant = aTenant().locations
    const headOffice = locationsOfTenant[0]?.id
    const untrusted = locationsOfTenant.map((one) => ({ ...one, trusted: false }))
    const named = { includeLocations: ['All'], excludeLocations: [headOffice] }
    const trusted = { includeLocations: ['AllTrusted'], excludeLocations: [] }
    const two = [{ conditions: { locations: named } }, { conditions: { locations: trusted } }]
    expect(ask(two, question.mfa).outcome).toBe('covered')
    expect(ask(two, question.mfa, [], { locations: untrusted }).outcome).toBe('open')
  })

  it('leaves out platforms that a policy does not list, the unknown ones too', () => {
    const platforms = (includePlatforms: readonly string[], excludePlatforms: readonly string[] = []) => ({
      conditions: { platforms: { includePlatforms, excludePlatforms } },
    })
    const all = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']
    expect(ask([platforms(all)], question.mfa).outcome).toBe('open')
    expect(ask([platforms(all), templates.unknownPlatforms], question.mfa).outcome).toBe('covered')
    expect(holes(ask([platforms(['all'], ['iOS', 'visionOS'])], question.mfa))).toEqual([
      { platforms: ['iOS', 'visionOS'] },
    ])
  })

  it('leaves out clients that a policy does not list, unless another one blocks them', () => {
    const modern = { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] } }
    expect(ask([modern], question.mfa).outcome).toBe('open')
    const rest = { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, grant: block }
    expect(ask([rest], question.legacy).outcome).toBe('covered')
    const each = {
      conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'] },
    }
    expect(ask([each], question.mfa).outcome).toBe('covered')
  })

  it('does not take a policy for risky sign-ins for one for all', () => {
    expect(ask([templates.riskySignIns], question.mfa).outcome).toBe('open')
    const medium = { conditions: { signInRiskLevels: ['medium'] } }
    expect(ask([medium], question.highSignInRisk).outcome).toBe('open')
  })

  it('takes a filter over devices as a part that nobody can tell', () => {
    const rule = 'device.isCompliant -eq True'
    const filtered = (mode: string) => ({ conditions: { devices: { deviceFilter: { mode, rule } } } })
    expect(holes(ask([filtered('exclude')], question.mfa))).toEqual([{ devices: [`device:${rule}`] }])
    expect(ask([filtered('include')], question.mfa).outcome).toBe('open')
    expect(ask([filtered('exclude'), filtered('include')], question.mfa).outcome).toBe('covered')
  })

  it('counts a policy for service principals for nobody else', () => {
    const workload = {
      users: {},
      conditions: { clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] } },
    }
    expect(ask([{ ...workload, grant: block }], question.mfa).outcome).toBe('open')
  })
})

describe('what nobody knows yet', () => {
  it('is a condition that makes a policy uncertain, and the answer only where it depends on it', () => {
    const strange = { conditions: { agentRiskLevels: ['high'] } }
    expect(ask([strange], question.mfa)).toEqual({ outcome: 'uncertain', doubts: ['policy 1 (agentRiskLevels)'] })
    expect(ask([strange, templates.mfaForAllUsers], question.mfa).outcome).toBe('covered')
    expect(ask([strange], question.adminPhishing).outcome).toBe('open')
    const some = { ...strange, users: { ...everyone, excludeGroups: [idOf(1)] } }
    expect(holes(ask([some], question.mfa))).toEqual([{ principals: [`group:${idOf(1)}`] }])
  })

  it.each([
    ['a condition of users', { users: { ...everyone, excludeAgents: ['All'] } }],
    ['a condition of applications', { applications: { includeApplications: ['All'], excludeNetworks: ['x'] } }],
    ['a condition of devices', { conditions: { devices: { deviceFilter: null, excludeDeviceStates: ['Compliant'] } } }],
    ['a state', { state: 'enabledForPilot' }],
    ['a grant control that is enough', { grant: { operator: 'OR', builtInControls: ['mfa', 'telepathy'] } }],
    ['an operator', { grant: { operator: 'XOR', builtInControls: ['mfa', 'compliantDevice'] } }],
    ['a mode of a filter', { conditions: { devices: { deviceFilter: { mode: 'sometimes', rule: 'x' } } } }],
  ] as const)('makes %s uncertain', (_, policy) => {
    expect(ask([policy], question.mfa).outcome).toBe('uncertain')
  })

  it('does not matter where it says nothing', () => {
    const silent = { conditions: { agentRiskLevels: [], times: null, 'x@odata.context': 'y', devices: { odd: {} } } }
    expect(ask([silent], question.mfa).outcome).toBe('covered')
  })

  it('covers nothing as a value of a list, and is missing as an excluded one', () => {
    const guests = { ...everyone, excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'unknownFutureValue' } }
    expect(holes(ask([{ users: guests }], question.mfa))).toEqual([{ principals: ['guest:unknownFutureValue'] }])
    const clients = { conditions: { clientAppTypes: ['unknownFutureValue'] } }
    expect(ask([clients], question.mfa).outcome).toBe('open')
    expect(ask([{ users: { ...everyone, excludeUsers: ['Agents'] } }], question.mfa)).toMatchObject({
      holes: [{ principals: ['unknown:Agents'] }],
    })
  })

  it('is survived as an excluded value of users that means everybody', () => {
    expect(ask([{ users: { ...everyone, excludeUsers: ['All'] }, grant: mfa }], question.mfa).outcome).toBe('open')
  })
})

it('answers when there are no policies at all', () => {
  for (const one of Object.values(question)) expect(ask([], one).outcome).toBe('open')
})
