/** What an asset is, across vendors. */
export type AssetKind =
  | 'organization'
  | 'account'
  | 'group'
  | 'role'
  | 'application'
  | 'repository'
  | 'site'
  | 'file'
  | 'setting'
  | 'policy'
  | 'credential'
  | 'webhook'
  | 'domain'
  | 'device'

/** The asset kinds, for hosts that build filters and for the validation of policies. */
export const assetKinds: readonly AssetKind[] = [
  'organization',
  'account',
  'group',
  'role',
  'application',
  'repository',
  'site',
  'file',
  'setting',
  'policy',
  'credential',
  'webhook',
  'domain',
  'device',
]

/** One thing at the vendor that a check looks at. */
export interface Asset {
  readonly kind: AssetKind
  /** The vendor's immutable id. */
  readonly id: string
  /** What people call it. */
  readonly name: string
  /** Where a person can look at it at the vendor. */
  readonly url?: string
  /** The account or team that answers for it. */
  readonly owner?: string
  /** The vendor's own word: `active`, `suspended`, `archived`. */
  readonly status?: string
}
