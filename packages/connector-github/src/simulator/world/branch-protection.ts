import type { Dice } from '@opencasb/simulator-kit'

/** Who is named in a protection rule, by slug or login. */
export interface NamedActors {
  readonly users: readonly string[]
  readonly teams: readonly string[]
  readonly apps: readonly string[]
}

/** What a classic protection rule asks of reviews. */
export interface ReviewProtection {
  readonly approvals: number
  readonly dismissStale: boolean
  readonly codeOwners: boolean
  readonly lastPushApproval: boolean
  readonly dismissal: NamedActors | undefined
  readonly bypass: NamedActors | undefined
}

/** A classic branch protection rule. */
export interface BranchProtection {
  readonly id: number
  readonly pattern: string
  readonly reviews: ReviewProtection | undefined
  readonly statusChecks: { readonly strict: boolean; readonly contexts: readonly string[] } | undefined
  readonly enforceAdmins: boolean
  readonly signatures: boolean
  readonly linearHistory: boolean
  readonly conversationResolution: boolean
  readonly forcePushes: boolean
  readonly deletions: boolean
  readonly blockCreations: boolean
  readonly lockBranch: boolean
  readonly forkSyncing: boolean
  readonly pushRestrictions: NamedActors | undefined
  readonly forcePushBypass: NamedActors | undefined
}

const nobody: NamedActors = { users: [], teams: [], apps: [] }

const bare = {
  reviews: undefined,
  statusChecks: undefined,
  enforceAdmins: false,
  signatures: false,
  linearHistory: false,
  conversationResolution: false,
  forcePushes: false,
  deletions: false,
  blockCreations: false,
  lockBranch: false,
  forkSyncing: false,
  pushRestrictions: undefined,
  forcePushBypass: undefined,
}

function decent(number: number, dice: Dice, team: string): Omit<BranchProtection, 'id' | 'pattern'> {
  return {
    ...bare,
    reviews: {
      approvals: dice.between(1, 2, number, 11),
      dismissStale: dice.chance(0.5, number, 12),
      codeOwners: dice.chance(0.4, number, 13),
      lastPushApproval: dice.chance(0.2, number, 14),
      dismissal: dice.chance(0.2, number, 15) ? { ...nobody, teams: [team] } : undefined,
      bypass: dice.chance(0.15, number, 16) ? { ...nobody, apps: ['deploy-bot'] } : undefined,
    },
    statusChecks: dice.chance(0.6, number, 17)
      ? { strict: dice.chance(0.5, number, 18), contexts: ['build', 'test'] }
      : undefined,
    enforceAdmins: dice.chance(0.3, number, 19),
    signatures: dice.chance(0.15, number, 20),
    linearHistory: dice.chance(0.3, number, 21),
    conversationResolution: dice.chance(0.4, number, 22),
    pushRestrictions: dice.chance(0.15, number, 23) ? { ...nobody, teams: [team] } : undefined,
  }
}

function weak(number: number, dice: Dice, login: string): Omit<BranchProtection, 'id' | 'pattern'> {
  return {
    ...bare,
    forcePushes: dice.chance(0.5, number, 31),
    deletions: dice.chance(0.4, number, 32),
    statusChecks: dice.chance(0.3, number, 33) ? { strict: false, contexts: [] } : undefined,
    forcePushBypass: dice.chance(0.2, number, 34) ? { ...nobody, users: [login] } : undefined,
  }
}

function strong(team: string): Omit<BranchProtection, 'id' | 'pattern'> {
  return {
    ...bare,
    reviews: {
      approvals: 2,
      dismissStale: true,
      codeOwners: true,
      lastPushApproval: true,
      dismissal: { ...nobody, teams: [team] },
      bypass: undefined,
    },
    statusChecks: { strict: true, contexts: ['build', 'test', 'scan'] },
    enforceAdmins: true,
    signatures: true,
    linearHistory: true,
    conversationResolution: true,
    blockCreations: true,
    pushRestrictions: { ...nobody, teams: [team] },
  }
}

/** The classic rules of a repository: none, weak, decent or strong, and sometimes one for release branches. */
export function branchProtectionsOf(
  repository: number,
  about: {
    readonly dice: Dice
    readonly firstId: number
    readonly defaultBranch: string
    readonly team: string
    readonly login: string
    /** From 0 (nobody cares) to 1 (every branch is protected well). */
    readonly care: number
  },
): BranchProtection[] {
  const { dice, firstId, team, login, care } = about
  const luck = care >= 1 ? 0.99 : dice.roll(repository, 1) + care * 0.3
  if (luck < 0.38) return []
  const quality =
    luck < 0.55 ? weak(repository, dice, login) : luck < 0.85 ? decent(repository, dice, team) : strong(team)
  const rules: BranchProtection[] = [{ id: firstId, pattern: about.defaultBranch, ...quality }]
  if (dice.chance(0.15, repository, 2)) rules.push({ id: firstId + 1, pattern: 'release/*', ...strong(team) })
  return rules
}
