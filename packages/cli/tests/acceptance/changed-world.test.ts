import { github } from '@opencasb/connector-github'
import { type Finding, permissionsFor, type ScanReport } from '@opencasb/core'
import { type Fault, type FaultProxy, startFaultProxy } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ScannedWorld, scannedWorld } from './scanned-world.ts'
import { withoutRepositories } from './without-repositories.ts'

const unknownChecks = ({ checks }: ScanReport): readonly string[] =>
  checks
    .filter(({ status }) => status === 'unknown' || status === 'partial')
    .map(({ check }) => check)
    .sort()

describe('a permission that was taken away', () => {
  it('[F25] is named with exactly the checks that became unknown, and nothing closes', async () => {
    const world = await scannedWorld({ repositories: 12, authKind: 'pat-fine-grained' })
    const open = await world.open()
    const never = unknownChecks(world.first)
    for (const { permission, checks } of permissionsFor(github(), 'pat-fine-grained')) {
      const left = world.permissions.filter((one) => one !== permission)
      world.simulator.setPermissions(world.credentials, left)
      const report = await world.scan()
      expect(report.status, permission).toBe('incomplete')
      expect(unknownChecks(report), permission).toEqual([...never, ...checks].sort())
      const gaps = report.gaps.filter(({ missing }) => missing?.includes(permission))
      expect(new Set(gaps.map(({ reason }) => reason)), permission).toEqual(new Set(['permission-missing']))
      expect([...new Set(gaps.flatMap((gap) => gap.checks))].sort(), permission).toEqual([...checks])
      for (const { check, unknown } of report.checks.filter((one) => checks.includes(one.check))) {
        expect(unknown, check).toMatchObject([{ reason: 'permission-missing' }])
      }
      expect(report.changes.resolved, permission).toBe(0)
      expect([...(await world.open()).keys()], permission).toEqual([...open.keys()])
    }
    world.simulator.setPermissions(world.credentials, world.permissions)
    const report = await world.scan()
    expect([report.status, unknownChecks(report)]).toEqual([world.first.status, never])
    expect(report.changes).toMatchObject({ opened: 0, reopened: 0, resolved: 0 })
  })
})

describe('repositories that are gone', () => {
  it('close exactly their findings, those of their webhooks and deploy keys included', async () => {
    const world = await scannedWorld({ repositories: 120 })
    const { repositories } = world.simulator.world.placeOf('acme')?.organization ?? {}
    const namesNow = () => new Set([...(repositories?.all() ?? [])].map(({ name }) => name))
    const before = await world.open()
    const namesBefore = namesNow()
    world.simulator.change({ kind: 'remove-repositories', share: 0.5 })
    const names = namesNow()
    expect([namesBefore.size, names.size]).toEqual([120, 60])
    const gone = [...before.values()].filter((finding) => {
      const name = repositoryOf(finding)
      return name !== undefined && namesBefore.has(name) && !names.has(name)
    })
    expect(new Set(gone.map(({ asset }) => asset.kind))).toEqual(new Set(['repository', 'webhook', 'credential']))

    // What is missing from a listing whose order may shift, or of which too little is left, waits for a second look.
    await world.scan()
    const left = await world.open()
    const closed = [...before.values()].filter(({ fingerprint }) => !left.has(fingerprint))
    expect(closed.length).toBeGreaterThan(300)
    expect(closed.filter((finding) => !gone.includes(finding))).toEqual([])

    await world.scan({ confirmSweep: true })
    const end = await world.open()
    expect([...end.keys()].filter((fingerprint) => !before.has(fingerprint))).toEqual([])
    expect(namesOf([...before.values()].filter(({ fingerprint }) => !end.has(fingerprint)))).toEqual(namesOf(gone))
  })

  it.each([12, 120])('[F18] close nothing where a listing of %i wrongly has none', async (count) => {
    const transport = withoutRepositories()
    const world = await scannedWorld({ repositories: count, transport })
    const before = namesOf([...(await world.open()).values()])
    for (const [total, reason] of [
      [0, 'sweep-held'],
      [count, 'incomplete-listing'],
    ] as const) {
      transport.claimedTotal = total
      transport.bent = 0
      const report = await world.scan()
      expect(transport.bent).toBe(2)
      expect(report.status).toBe('incomplete')
      expect(report.gaps).toContainEqual(expect.objectContaining({ resource: 'github.repository', reason }))
      expect(report.changes.resolved).toBe(0)
      expect(namesOf([...(await world.open()).values()])).toEqual(before)
    }
    transport.claimedTotal = undefined
    const report = await world.scan()
    expect(report.status).toBe(world.first.status)
    expect(report.changes).toMatchObject({ opened: 0, reopened: 0, resolved: 0 })
  })
})

describe('an answer that points to another host', () => {
  const pointers: readonly (readonly [string, Fault])[] = [
    ['next link', { kind: 'foreign-link' }],
    ['redirect', { kind: 'foreign-redirect' }],
    ['permanent redirect', { kind: 'foreign-redirect', status: 308 }],
  ]
  it.each(pointers)('[F27] gets no credential there: %s', async (_, fault) => {
    const { world, proxy } = await proxiedWorld(120)
    proxy.setRules([{ match: '*/orgs/acme/*', fault }])
    const report = await world.scan()
    expect(proxy.struck).toBeGreaterThan(0)
    expect(proxy.foreign.leaks(world.secrets)).toEqual([])
    expect(report.status).toBe('incomplete')
    expect(report.changes).toMatchObject({ opened: 0, resolved: 0 })
  })
})

describe('a list page that is cut in the middle', () => {
  // GitHub's own next links name the organisation by its number.
  const secondPage = '*/repos?*page=2*'
  const cuts = [
    ['cut-body', secondPage],
    ['truncated-json', secondPage],
    ['cut-chunks', '*/graphql'],
    ['reset-mid-body', '*/graphql'],
  ] as const

  it('[F13] is read again and loses nothing, whichever way it is cut', async () => {
    const { world, proxy } = await proxiedWorld(120)
    const before = [...(await world.open()).keys()]
    for (const [kind, match] of cuts) {
      proxy.setRules([{ match, times: 1, fault: { kind } }])
      const report = await world.scan()
      expect(proxy.struck, kind).toBe(1)
      expect(report.status, kind).toBe(world.first.status)
      expect(report.streams).toEqual(world.first.streams)
      expect(report.changes).toMatchObject({ opened: 0, changed: 0, resolved: 0 })
      expect([...(await world.open()).keys()]).toEqual(before)
    }
  })

  it('[F13] closes nothing where it stays cut', async () => {
    const { world, proxy } = await proxiedWorld(120)
    const before = [...(await world.open()).keys()]
    proxy.setRules([{ match: secondPage, fault: { kind: 'cut-body' } }])
    const report = await world.scan()
    expect(proxy.struck).toBeGreaterThan(1)
    expect(report.status).toBe('incomplete')
    expect(report.streams.find(({ resource }) => resource === 'github.repository-security')).toMatchObject({
      complete: false,
    })
    expect(report.changes.resolved).toBe(0)
    expect([...(await world.open()).keys()]).toEqual(before)
  })
})

async function proxiedWorld(
  repositories: number,
): Promise<{ readonly world: ScannedWorld; readonly proxy: FaultProxy }> {
  let started: FaultProxy | undefined
  const world = await scannedWorld({
    repositories,
    async baseUrl(target) {
      started = await startFaultProxy({ target })
      return started.url
    },
  })
  const proxy = started
  if (!proxy) throw new Error('the proxy did not start')
  onTestFinished(() => proxy.close())
  return { world, proxy }
}

/** The repository that a finding is about: its own name, or the one that its webhook or deploy key is called after. */
function repositoryOf({ asset }: Finding): string | undefined {
  return /\bacme\/([\w.-]+)/.exec(asset.name)?.[1]
}

/** Findings as a person can read them, in order. */
function namesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ check, asset, fingerprint }) => `${check} ${asset.name} ${fingerprint}`).sort()
}
