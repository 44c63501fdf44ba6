import type { Dice } from '@opencasb/simulator-kit'

/** An app that is installed in an organisation. */
export interface Installation {
  readonly id: number
  readonly appId: number
  readonly slug: string
  readonly selection: 'all' | 'selected'
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly suspendedAt: number | undefined
}

const day = 86_400_000

const apps: readonly {
  readonly slug: string
  readonly selection: 'all' | 'selected'
  readonly permissions: Readonly<Record<string, string>>
  readonly suspended?: true
}[] = [
  { slug: 'build-runner', selection: 'selected', permissions: { metadata: 'read', contents: 'read', checks: 'write' } },
  {
    slug: 'deploy-bot',
    selection: 'all',
    permissions: { metadata: 'read', contents: 'write', administration: 'write', workflows: 'write', secrets: 'write' },
  },
  { slug: 'chat-notifier', selection: 'all', permissions: { metadata: 'read', issues: 'read', pull_requests: 'read' } },
  {
    slug: 'people-sync',
    selection: 'all',
    permissions: { metadata: 'read', members: 'write', organization_administration: 'write' },
  },
  {
    slug: 'legacy-mirror',
    selection: 'all',
    permissions: { metadata: 'read', contents: 'write' },
    suspended: true,
  },
  { slug: 'review-helper', selection: 'selected', permissions: { metadata: 'read', pull_requests: 'write' } },
]

/** The installation of an index: narrow ones, broad ones, a suspended one. */
export function installationAt(
  index: number,
  world: { readonly dice: Dice; readonly epoch: number; readonly firstId: number },
): Installation {
  const app = apps[index % apps.length] ?? { slug: 'app', selection: 'all', permissions: { metadata: 'read' } }
  const round = Math.floor(index / apps.length)
  const createdAt = world.epoch - world.dice.between(60, 1200, index, 1) * day
  return {
    id: world.firstId + index,
    appId: 20_000 + index,
    slug: round === 0 ? app.slug : `${app.slug}-${round}`,
    selection: app.selection,
    permissions: app.permissions,
    events: ['push', 'pull_request'].slice(0, world.dice.between(0, 2, index, 2)),
    createdAt,
    updatedAt: createdAt + 10 * day,
    suspendedAt: app.suspended ? createdAt + 50 * day : undefined,
  }
}
