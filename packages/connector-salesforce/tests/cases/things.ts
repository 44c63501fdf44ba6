import type { ContentDistribution } from '../../src/resources/content/content-distribution.ts'
import type { Organization } from '../../src/resources/organization/organization.ts'
import type { ExperienceSite, Site } from '../../src/resources/site/site.ts'
import type { User } from '../../src/resources/user/user.ts'

/** When the checks are asked. */
export const now = new Date('2026-07-01T00:00:00Z')

const day = 86_400_000

/** A moment so many days before the checks are asked. */
export function daysAgo(days: number): string {
  return new Date(now.getTime() - days * day).toISOString()
}

export function anOrganization(): Organization {
  return { id: '00D000000000001EAA', name: 'Acme', isSandbox: false, row: {} }
}

export function aUser(overrides: Partial<User> = {}): User {
  return {
    id: '005000000000001AAA',
    username: 'user-17@example.com',
    name: 'User 17',
    isActive: true,
    userType: 'Standard',
    profileId: '00e000000000001AAA',
    createdAt: daysAgo(400),
    lastLoginAt: daysAgo(1),
    email: 'user-17@example.com',
    senderEmail: null,
    modifiedAt: daysAgo(1),
    ...overrides,
  }
}

export function aLink(overrides: Partial<ContentDistribution> = {}): ContentDistribution {
  return {
    id: '05D000000000001AAA',
    name: 'Offer',
    documentId: '069000000000001AAA',
    ownerId: '005000000000001AAA',
    passwordRequired: false,
    password: undefined,
    expires: true,
    expiresAt: daysAgo(-30),
    lastViewedAt: daysAgo(2),
    createdAt: daysAgo(600),
    ...overrides,
  }
}

export function aSite(overrides: Partial<Site> = {}): Site {
  return {
    id: '0DM000000000001AAA',
    name: 'Portal',
    isActive: true,
    type: 'ChatterNetwork',
    requiresHttps: true,
    clickjackProtection: 'SameOriginOnly',
    contentSniffingProtection: true,
    guestSupportApi: false,
    ...overrides,
  }
}

export function anExperienceSite(overrides: Partial<ExperienceSite> = {}): ExperienceSite {
  return {
    id: '0DB000000000001AAA',
    name: 'Portal',
    isLive: true,
    selfRegistration: false,
    guestFiles: false,
    guestMembers: false,
    guestChatter: false,
    ...overrides,
  }
}
