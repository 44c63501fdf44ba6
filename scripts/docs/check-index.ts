import type { Connector } from '@opencasb/core'
import { compareSeverity } from '@opencasb/core'
import { code, page, table } from './markdown.ts'

/** Path of a check's page below `docs/checks`. */
export function checkPath(id: string): string {
  return `${id}.md`
}

/** The index of all checks, most urgent first. */
export function checkIndex(connectors: readonly Connector[]): string {
  return page(
    '# Checks',
    ...connectors.flatMap((connector) => [
      `## ${connector.title}\n\n${connector.checks.length} checks.`,
      table(
        ['Check', 'Id', 'Severity', 'Category', 'Benchmarks'],
        connector.checks
          .toSorted((a, b) => compareSeverity(a.severity, b.severity) || a.id.localeCompare(b.id, 'en'))
          .map((check) => [
            `[${check.title}](${checkPath(check.id)})`,
            code(check.id),
            check.severity,
            check.category,
            Object.entries(check.frameworks)
              .map(([name, controls]) => `${name} ${controls.join(', ')}`)
              .join('; '),
          ]),
      ),
    ]),
  )
}
