import type { Application as GraphApplication, PasswordCredential } from '@microsoft/microsoft-graph-types'
import { type Dice, StableIds } from '@opencasb/simulator-kit'
import type { Moments } from './moments.ts'

/** A simulated app registration. */
export interface SimulatedApplication {
  readonly index: number
  readonly id: string
  readonly graph: GraphApplication
  /** Indices of users. */
  readonly owners: readonly number[]
}

const redirects = [
  'https://app.acme.example/signin',
  'http://app.acme.example/signin',
  'https://*.acme.example/signin',
  'http://localhost:3000',
  'msal0000://auth',
] as const

/** What applications are made with. */
export interface ApplicationContext {
  readonly dice: Dice
  readonly moments: Moments
  readonly seed: number
}

/** Makes the application with an index. */
export function makeApplication(index: number, id: string, context: ApplicationContext): SimulatedApplication {
  const { dice } = context
  return {
    index,
    id,
    graph: {
      id,
      appId: appIdOf(context.seed, index),
      displayName: `Application ${index}`,
      createdDateTime: context.moments.daysAgo(dice.between(10, 1500, index, 1)),
      signInAudience: dice.pick(['AzureADMyOrg', 'AzureADMyOrg', 'AzureADMultipleOrgs'], index, 2),
      disabledByMicrosoftStatus: dice.chance(0.1, index, 3) ? 'DisabledDueToViolationOfServicesAgreement' : null,
      passwordCredentials: credentials(index, context, 100, dice.between(0, 2, index, 4), 1000),
      keyCredentials: credentials(index, context, 200, dice.between(0, 1, index, 5), 900).map((credential) => ({
        ...credential,
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        key: null,
      })),
      certification: certification(index, context),
      web: {
        redirectUris: dice.chance(0.8, index, 6) ? [dice.pick(redirects, index, 7)] : [],
        implicitGrantSettings: {
          enableAccessTokenIssuance: dice.chance(0.3, index, 8),
          enableIdTokenIssuance: dice.chance(0.3, index, 9),
        },
      },
      spa: { redirectUris: [] },
      publicClient: { redirectUris: [] },
      servicePrincipalLockConfiguration: dice.chance(0.5, index, 10) ? { isEnabled: true, allProperties: true } : null,
    },
    owners: ownersOf(index, dice),
  }
}

/** The application's own id, which is the same in every tenant. */
export function appIdOf(seed: number, index: number): string {
  return new StableIds(seed, 'app ids').uuid(index)
}

function ownersOf(index: number, dice: Dice): readonly number[] {
  if (dice.chance(0.25, index, 20)) return []
  if (dice.chance(0.2, index, 21)) return [11]
  return [dice.between(0, 30, index, 22), ...(dice.chance(0.3, index, 23) ? [9] : [])]
}

function credentials(
  index: number,
  { dice, moments, seed }: ApplicationContext,
  salt: number,
  count: number,
  longest: number,
): readonly PasswordCredential[] & PasswordCredential[] {
  const ids = new StableIds(seed, `credentials ${salt}`)
  return Array.from({ length: count }, (_, number) => {
    const at = salt + number * 10
    const life = dice.pick([90, 180, 365, longest], index, at)
    const left = dice.pick([-40, 10, 60, 85], index, at + 1)
    return {
      keyId: ids.uuid(index * 4 + number),
      displayName: `credential ${number}`,
      startDateTime: moments.daysAgo(life - left),
      endDateTime: moments.inDays(left),
    }
  })
}

function certification(
  index: number,
  { dice, moments }: ApplicationContext,
): NonNullable<GraphApplication['certification']> | null {
  if (dice.chance(0.3, index, 30)) return null
  const certified = dice.chance(0.6, index, 31)
  return {
    isCertifiedByMicrosoft: certified,
    isPublisherAttested: certified || dice.chance(0.5, index, 32),
    certificationExpirationDateTime: certified ? moments.inDays(dice.pick([30, 200], index, 33)) : null,
    lastCertificationDateTime: certified ? moments.daysAgo(100) : null,
    certificationDetailsUrl: null,
  }
}
