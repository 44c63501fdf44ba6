import type { Scanner, ScannerOptions, ScanReport } from '../src/index.ts'
import { createScanner } from '../src/index.ts'
import { NotesWorld, notesConnector } from './notes-world.ts'

/** A scanner with one integration of the notes connector. */
export interface Setup {
  readonly scanner: Scanner
  readonly id: string
  scan(options?: Parameters<Scanner['scan']>[1]): Promise<ScanReport>
  /** Unresolved findings as "check asset". */
  open(): Promise<readonly string[]>
}

/** A scanner on a world of notes; `ids` leaves only these checks in. */
export async function setUp(
  world: NotesWorld,
  options: Partial<ScannerOptions> = {},
  ids?: readonly string[],
): Promise<Setup> {
  const scanner = createScanner({ connectors: [notesConnector(world, ids)], limits: { leaseMs: 500 }, ...options })
  const known = await scanner.integrations.list()
  const integration =
    known[0] ??
    (await scanner.integrations.register({
      connector: 'notes',
      config: {},
      credentials: { kind: 'token', token: 'x' },
    }))
  const open = async (): Promise<readonly string[]> => {
    const found: string[] = []
    for await (const finding of scanner.findings.all()) found.push(`${finding.check} ${finding.asset.id}`)
    return found.sort()
  }
  return { scanner, id: integration.id, scan: (scan) => scanner.scan(integration.id, scan), open }
}

/** A world with so many notes, n0, n1, …, all by its one person. */
export function worldOf(count: number, isPublic: (index: number) => boolean = () => true): NotesWorld {
  const world = new NotesWorld()
  for (let index = 0; index < count; index++) world.put({ id: `n${index}`, isPublic: isPublic(index) })
  world.people = [{ id: 'p0', isAdmin: true }]
  return world
}

/** What a report says of one check. */
export const coverageOf = (report: ScanReport, check: string): ScanReport['checks'][number] | undefined =>
  report.checks.find((entry) => entry.check === check)
