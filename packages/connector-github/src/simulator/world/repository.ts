import type { Dice } from '@opencasb/simulator-kit'
import type { BranchProtection } from './branch-protection.ts'
import type { DeployKey } from './deploy-key.ts'
import type { Environment } from './environment.ts'
import type { Hook } from './hook.ts'
import type { RepositoryRole } from './outside-collaborator.ts'
import type { Ruleset } from './ruleset.ts'
import { languages, parts, subjects, topics } from './words.ts'

/** What a repository is set to. */
export interface Repository {
  readonly index: number
  readonly id: number
  readonly name: string
  readonly description: string | undefined
  readonly visibility: 'public' | 'private' | 'internal'
  readonly archived: boolean
  readonly disabled: boolean
  readonly fork: boolean
  readonly template: boolean
  readonly empty: boolean
  readonly defaultBranch: string
  readonly language: string
  readonly topics: readonly string[]
  readonly license: 'mit' | 'apache-2.0' | undefined
  readonly size: number
  readonly stars: number
  readonly forks: number
  readonly openIssues: number
  readonly createdAt: number
  readonly pushedAt: number
  readonly updatedAt: number
  readonly hasIssues: boolean
  readonly hasWiki: boolean
  readonly hasProjects: boolean
  readonly allowForking: boolean
  readonly deleteBranchOnMerge: boolean
  readonly autoMerge: boolean
  readonly signoffRequired: boolean
  readonly dependabotAlerts: boolean
  readonly dependabotSecurityUpdates: boolean
  readonly advancedSecurity: boolean
  readonly secretScanning: boolean
  readonly pushProtection: boolean
  readonly codeScanning: boolean
  readonly privateVulnerabilityReporting: boolean
  readonly immutableReleases: boolean
  readonly securityPolicy: boolean
  readonly codeowners: 'absent' | 'sound' | 'broken'
  readonly actionsEnabled: boolean
  readonly actionsAllowed: 'all' | 'local_only' | 'selected'
  readonly actionsShaPinningRequired: boolean
  readonly workflowDefaultPermissions: 'read' | 'write'
  readonly workflowCanApproveReviews: boolean
  /** Set where a change replaced what the world would have computed. */
  readonly hooks?: readonly Hook[]
  readonly deployKeys?: readonly DeployKey[]
  readonly branchProtections?: readonly BranchProtection[]
  readonly rulesets?: readonly Ruleset[]
  readonly environments?: readonly Environment[]
  /** Members with access of their own: index → role. */
  readonly directCollaborators?: ReadonlyMap<number, RepositoryRole>
}

const day = 86_400_000
const branches = ['main', 'main', 'main', 'main', 'master', 'develop'] as const

/** Where the names of repositories come from; the first of an organisation has its community files. */
function repositoryName(index: number, dice: Dice): string {
  if (index === 0) return '.github'
  return `${dice.pick(subjects, index, 1)}-${dice.pick(parts, index, 2)}-${index}`
}

/** The index that a name tells, as long as the repository was not renamed. */
export function repositoryIndex(name: string): number | undefined {
  if (name === '.github') return 0
  const digits = /-(\d+)$/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The repository of an index. Older ones have lower indices. */
export function repositoryAt(
  index: number,
  world: {
    readonly dice: Dice
    readonly epoch: number
    readonly firstId: number
    /** How many there were at the start. */
    readonly total: number
    readonly internal: boolean
    /** From 0 (nobody cares) to 1 (all is set well). */
    readonly care: number
  },
): Repository {
  const { dice, care } = world
  const good = (chance: number, salt: number): boolean => dice.chance(chance + care * (1 - chance), index, salt)
  const bad = (chance: number, salt: number): boolean => dice.chance(chance * (1 - care), index, salt)

  const roll = dice.roll(index, 3)
  const isPublic = index === 0 || roll < 0.18 * (1 - care * 0.5)
  const visibility = isPublic ? 'public' : world.internal && roll > 0.85 ? 'internal' : 'private'
  const archived = index !== 0 && dice.chance(0.09, index, 4)
  const advanced = isPublic || good(0.35, 20)
  const secretScanning = advanced && good(0.65, 21)
  // Younger repositories come later; what was added since the start is a few minutes apart.
  const age = Math.max(0, world.total - index) / Math.max(1, world.total)
  const createdAt = world.epoch - Math.round(age * 2_400) * day - 3_600_000 + Math.max(0, index - world.total) * 60_000
  const stale = archived || dice.chance(0.14, index, 5)
  const idle = stale ? dice.between(380, 900, index, 6) : dice.between(0, 200, index, 6)
  const pushedAt = Math.max(createdAt, world.epoch - idle * day - dice.between(0, 86_399, index, 7) * 1_000)
  return {
    index,
    id: world.firstId + index,
    name: repositoryName(index, dice),
    description: dice.chance(0.8, index, 8)
      ? `The ${repositoryName(index, dice).replace(/-\d+$/, '')} of us`
      : undefined,
    visibility,
    archived,
    disabled: false,
    fork: index !== 0 && dice.chance(0.06, index, 9),
    template: dice.chance(0.02, index, 10),
    empty: dice.chance(0.02, index, 11),
    defaultBranch: dice.pick(branches, index, 12),
    language: dice.pick(languages, index, 13),
    topics: topics.filter((_, at) => dice.chance(0.15, index, 60 + at)),
    license: isPublic ? dice.pick(['mit', 'apache-2.0', undefined] as const, index, 14) : undefined,
    size: dice.between(1, 90_000, index, 15),
    stars: isPublic ? dice.between(0, 400, index, 16) : dice.between(0, 5, index, 16),
    forks: isPublic ? dice.between(0, 40, index, 17) : 0,
    openIssues: dice.between(0, 30, index, 18),
    createdAt,
    pushedAt,
    updatedAt: pushedAt + dice.between(0, 5, index, 19) * 60_000,
    hasIssues: true,
    hasWiki: bad(0.4, 30),
    hasProjects: bad(0.6, 31),
    allowForking: isPublic || bad(0.3, 32),
    deleteBranchOnMerge: good(0.5, 33),
    autoMerge: dice.chance(0.3, index, 34),
    signoffRequired: good(0.15, 35),
    dependabotAlerts: good(0.7, 36),
    dependabotSecurityUpdates: good(0.45, 37),
    advancedSecurity: advanced,
    secretScanning,
    pushProtection: secretScanning && good(0.6, 38),
    codeScanning: advanced && good(0.5, 39),
    privateVulnerabilityReporting: isPublic && good(0.4, 40),
    immutableReleases: good(0.2, 41),
    securityPolicy: good(0.5, 42),
    codeowners: good(0.45, 43) ? (bad(0.2, 44) ? 'broken' : 'sound') : 'absent',
    actionsEnabled: dice.chance(0.9, index, 45),
    actionsAllowed: good(0.25, 46) ? dice.pick(['selected', 'local_only'] as const, index, 47) : 'all',
    actionsShaPinningRequired: good(0.15, 48),
    workflowDefaultPermissions: good(0.5, 49) ? 'read' : 'write',
    workflowCanApproveReviews: bad(0.4, 50),
  }
}
