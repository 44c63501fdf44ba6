import type { Dice } from '@opencasb/simulator-kit'

/** A credential that a member authorised for an organisation with single sign-on. */
export interface CredentialAuthorization {
  readonly index: number
  /** Index of the member. */
  readonly member: number
  readonly kind: 'personal access token' | 'SSH key'
  readonly scopes: readonly string[]
  readonly lastEight: string
  readonly authorizedAt: number
  readonly accessedAt: number | undefined
  readonly expiresAt: number | undefined
}

const day = 86_400_000

/** The authorisation of an index. */
export function credentialAuthorizationAt(
  index: number,
  world: { readonly dice: Dice; readonly epoch: number; readonly members: number },
): CredentialAuthorization {
  const { dice, epoch } = world
  const token = dice.chance(0.6, index, 1)
  return {
    index,
    member: dice.between(0, Math.max(0, world.members - 1), index, 2),
    kind: token ? 'personal access token' : 'SSH key',
    scopes: token ? (dice.chance(0.3, index, 3) ? ['admin:org', 'repo'] : ['repo']) : [],
    lastEight: dice.hex(8, index, 4),
    authorizedAt: epoch - dice.between(5, 900, index, 5) * day,
    accessedAt: dice.chance(0.8, index, 6) ? epoch - dice.between(0, 300, index, 7) * day : undefined,
    expiresAt: token && dice.chance(0.5, index, 8) ? epoch + dice.between(10, 300, index, 9) * day : undefined,
  }
}
