import type { FaultTest } from './fault-tests.ts'
import type { Fault } from './faults.ts'
import { page, table } from './markdown.ts'

/** What the scanner survives, and which tests say so. */
export function reliabilityPage(faults: readonly Fault[], tests: readonly FaultTest[]): string {
  const rows = faults.map(({ id, happens, holds, outside }) => {
    const titles = tests
      .filter((test) => test.faults.includes(id))
      .map(({ title, path }) => `[${title}](../${path})`)
      .sort()
    return [id, happens, holds, titles.join('<br>') || (outside ?? 'none')]
  })
  return page(
    '# What a scan survives',
    'Each row is a fault that a scanner meets sooner or later, what must hold in spite of it, and the tests that put it to the proof. ' +
      'In all of them nothing is left unhandled, no secret appears in any output, and no finding is resolved unless its check saw complete data.',
    'What stands under `packages/testkit/src` is a rule of the published suites: it runs against every connector, store and sink that uses them.',
    table(['Fault', 'What happens', 'What holds', 'Tests'], rows),
  )
}
