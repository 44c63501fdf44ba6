import { scanJsonSchema } from '../../packages/sinks/scan-schema.ts'
import { checkIndex, checkPath } from './check-index.ts'
import { checkPage } from './check-page.ts'
import { connectors } from './connectors.ts'
import { repositoryFaultTests } from './fault-tests.ts'
import { faults } from './faults.ts'
import { permissionsPage } from './permissions-page.ts'
import { reliabilityPage } from './reliability-page.ts'

/** Folders whose every file is generated: what is not made any more is removed. */
export const generatedFolders: readonly string[] = ['docs/checks', 'docs/permissions']

/** Every generated file: path from the root → text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/checks/index.md', checkIndex(connectors)],
    ...connectors.flatMap((connector) =>
      connector.checks.map((check): [string, string] => [
        `docs/checks/${checkPath(check.id)}`,
        checkPage(connector, check),
      ]),
    ),
    ...connectors.map((connector): [string, string] => [
      `docs/permissions/${connector.id}.md`,
      permissionsPage(connector),
    ]),
    ['docs/schema/scan.v1.schema.json', `${JSON.stringify(scanJsonSchema(), undefined, 2)}\n`],
    ['docs/reliability.md', reliabilityPage(faults, repositoryFaultTests())],
  ])
}
