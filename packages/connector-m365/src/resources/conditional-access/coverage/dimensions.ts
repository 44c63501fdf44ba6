/** Conditions with values of their own. */
export const valueDimensions = [
  'applications',
  'clientApps',
  'platforms',
  'signInRisk',
  'userRisk',
  'servicePrincipalRisk',
  'insiderRisk',
  'flows',
] as const

/** Conditions that are told by what something belongs to. */
export const membershipDimensions = ['principals', 'locations', 'devices'] as const

export type ValueDimension = (typeof valueDimensions)[number]
export type MembershipDimension = (typeof membershipDimensions)[number]
