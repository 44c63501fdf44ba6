import type { AuthMethod, Connector } from '@opencasb/core'
import { permissionsFor } from '@opencasb/core'
import { checkPath } from './check-index.ts'
import { permissionsOfCheck } from './check-reads.ts'
import { code, page, table } from './markdown.ts'

function authSection(connector: Connector, { kind, title }: AuthMethod): string {
  const guide = connector.guide.auth[kind]
  const notes = new Map(guide?.permissions.map((note) => [note.permission, note]))
  const permissions = permissionsFor(connector, kind).map(({ permission, reads, checks }) => [
    code(permission),
    notes.get(permission)?.label ?? '',
    notes.get(permission)?.reason ?? '',
    reads.map(code).join(', '),
    String(checks.length),
  ])
  const outOfReach = connector.checks.filter((check) => permissionsOfCheck(connector, check, kind) === undefined)
  return [
    `## ${title}`,
    `Called ${code(kind)} in commands and configuration.`,
    guide?.steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    guide?.url && `The vendor's page: <${guide.url}>.`,
    table(['Permission', 'On the vendor’s screen', 'What it is for', 'Read with it', 'Checks'], permissions) ||
      'No permission beyond signing in.',
    outOfReach.length > 0 &&
      `Checks that this way to sign in can never answer: ${outOfReach.map(({ id }) => `[${code(id)}](../checks/${checkPath(id)})`).join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** What each permission of a connector is for, per way to sign in: computed from what the checks read. */
export function permissionsPage(connector: Connector): string {
  return page(
    `# Permissions: ${connector.title}`,
    'The least that is needed when every check is on. With fewer checks fewer permissions are needed: ' +
      `${code(`opencasb permissions ${connector.id}`)} computes them for a choice of checks. A permission that is missing makes exactly the checks that depend on it unknown.`,
    connector.guide.prerequisites.length > 0 && connector.guide.prerequisites.map((line) => `- ${line}`).join('\n'),
    connector.guide.plans,
    ...connector.auth.map((method) => authSection(connector, method)),
  )
}
