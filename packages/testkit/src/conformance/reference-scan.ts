import assert from 'node:assert/strict'
import { type CommitBatch, type Connector, type Page, permissionsFor, type ScanReport } from '@opencasb/core'
import type { RequestSource } from '../faults/request-source.ts'
import type { RunningSimulator, SimulatedRequest, Simulator } from '../simulator.ts'
import type { EndState } from './end-state.ts'
import type { PagePlace } from './instrument-connector.ts'
import { openTestBed } from './test-bed.ts'

/** A scan without any fault, with which all others are compared. */
export interface ReferenceScan {
  readonly report: ScanReport
  readonly endState: EndState
  /** What was committed: replayed, it makes a database equal to the one after this scan. */
  readonly journal: readonly CommitBatch[]
  /** Pages in the order in which they arrived, with the keys of their items. */
  readonly pages: readonly {
    readonly place: PagePlace
    readonly keys: readonly string[]
    readonly resumable: boolean
  }[]
  /** Who sent requests. */
  readonly sources: readonly RequestSource[]
  readonly requests: readonly SimulatedRequest[]
  readonly changeIds: readonly string[]
  /** The resource type with the most pages. */
  readonly mainResource: string
  /** The facet with the most requests; absent where no facet takes requests of its own. */
  readonly mainFacet?: string
}

/** The seed of the worlds that are compared with each other. */
const seed = 1

/** The permissions that all checks together need. */
export function fullPermissions(connector: Connector, authKind: string): readonly string[] {
  return permissionsFor(connector, authKind).map((need) => need.permission)
}

/** Starts a world, hands it over, and closes it whatever happens. */
export async function withWorld<T>(
  simulator: Simulator,
  options: Parameters<Simulator['start']>[0],
  use: (running: RunningSimulator) => Promise<T>,
): Promise<T> {
  const running = await simulator.start({ seed, ...options })
  try {
    return await use(running)
  } finally {
    await running.close()
  }
}

/** Scans the small world with everything granted, with all checks or only some. */
export function referenceScan(
  connector: Connector,
  simulator: Simulator,
  authKind: string,
  only?: readonly string[],
): Promise<ReferenceScan> {
  return withWorld(simulator, { world: 'small' }, async (running) => {
    const pages: ReferenceScan['pages'][number][] = []
    const sources: RequestSource[] = []
    const bed = await openTestBed({
      connector,
      simulator: running,
      authKind,
      permissions: fullPermissions(connector, authKind),
      ...(only && { only }),
      onSend: (request) => sources.push(request.source),
      probes: {
        onPage(page: Page<unknown>, place, resource) {
          const keys = page.items.map((item) => resource.key(item))
          pages.push({ place, keys, resumable: page.cursor !== undefined })
          return page
        },
      },
    })
    try {
      const report = await bed.scan()
      assert.ok(report.status !== 'failed', `a scan without faults failed: ${report.error?.message}`)
      const mainResource = mostFrequent(pages.map(({ place }) => place.resource))
      assert.ok(mainResource, 'a scan without faults read no page')
      const mainFacet = mostFrequent(sources.flatMap(({ kind, name }) => (kind === 'facet' && name ? [name] : [])))
      return {
        report,
        endState: await bed.endState(),
        journal: bed.state.journal,
        pages,
        sources,
        requests: [...running.requests],
        changeIds: bed.recorder.changes.map((change) => change.id),
        mainResource,
        ...(mainFacet !== undefined && { mainFacet }),
      }
    } finally {
      await bed.close()
    }
  })
}

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
