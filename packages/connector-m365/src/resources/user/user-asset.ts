import type { Asset } from '@opencasb/core'

/** What every reading of a user tells. */
export interface UserName {
  readonly id: string
  readonly displayName?: string | undefined
  readonly userPrincipalName?: string | undefined
  readonly accountEnabled?: boolean | undefined
}

/** The asset that all findings of a user are about, wherever the user was read. */
export function userAsset({ id, displayName, userPrincipalName, accountEnabled }: UserName): Asset {
  return {
    kind: 'account',
    id,
    name: nameOfUser({ id, displayName, userPrincipalName }),
    ...(accountEnabled !== undefined && { status: accountEnabled ? 'enabled' : 'disabled' }),
  }
}

/** What people call a user: the sign-in name, which unlike the display name is given once. */
export function nameOfUser({ id, displayName, userPrincipalName }: UserName): string {
  return userPrincipalName || displayName || id
}
