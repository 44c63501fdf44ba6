/** The ways to sign in that are simulated. */
export type GithubAuthKind = 'pat-classic' | 'pat-fine-grained' | 'github-app'

/** How much of a permission was granted. */
export type AccessLevel = 'read' | 'write' | 'admin'

/** What a request may do. */
export interface Grant {
  readonly kind: GithubAuthKind
  /** Whose limits are used up: all tokens of one installation share them. */
  readonly account: string
  /** Number of the user or of the installation. */
  readonly id: number
  /** Classic tokens: the scopes that were granted. */
  readonly scopes: ReadonlySet<string>
  /** Other tokens: permission → level. */
  readonly permissions: ReadonlyMap<string, AccessLevel>
  /** Logins of the organisations whose private things it can reach. */
  readonly organizations: ReadonlySet<string>
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined
}

const levels: readonly AccessLevel[] = ['read', 'write', 'admin']

/** Reads `members:read` and the like. */
export function parsePermissions(permissions: Iterable<string>): Map<string, AccessLevel> {
  const parsed = new Map<string, AccessLevel>()
  for (const permission of permissions) {
    const [name, level] = permission.split(':')
    const access = levels.find((one) => one === level)
    if (!name || !access) throw new Error(`${permission} is no permission: write it as members:read`)
    const before = parsed.get(name)
    if (!before || levels.indexOf(before) < levels.indexOf(access)) parsed.set(name, access)
  }
  return parsed
}

/** Whether a permission such as `members:read` was granted; a higher level includes the lower ones. */
export function hasPermission(granted: ReadonlyMap<string, AccessLevel>, permission: string): boolean {
  const [name = '', level] = permission.split(':')
  const held = granted.get(name)
  return held !== undefined && levels.indexOf(held) >= levels.indexOf(level as AccessLevel)
}
