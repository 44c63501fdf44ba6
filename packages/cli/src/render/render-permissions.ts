import type { Connector, PermissionNeed } from '@opencasb/core'
import { layout } from '../terminal/layout.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted } from '../terminal/words.ts'

/** One permission with the vendor's label, the reason for it and the checks that need it. */
export interface ExplainedPermission extends PermissionNeed {
  readonly label?: string
  readonly reason?: string
}

/** Adds what the connector's guide says to the computed permissions. */
export function explainPermissions(
  connector: Connector,
  authKind: string,
  needs: readonly PermissionNeed[],
): readonly ExplainedPermission[] {
  const notes = connector.guide.auth[authKind]?.permissions ?? []
  return needs.map((need) => {
    const note = notes.find(({ permission }) => permission === need.permission)
    return { ...need, ...(note && { label: note.label, reason: note.reason }) }
  })
}

/** The least permissions for the chosen checks, each with the reason for it. */
export function renderPermissions(
  connector: Connector,
  authKind: string,
  permissions: readonly ExplainedPermission[],
  screen: Screen,
): string[] {
  const { paint } = screen
  const method = connector.auth.find(({ kind }) => kind === authKind)
  const guide = connector.guide.auth[authKind]
  const checks = new Set(permissions.flatMap((permission) => permission.checks))
  return [
    '',
    `${paint.strong(`${connector.title}, ${method?.title ?? authKind}`)}  ${paint.faint(
      `${counted(permissions.length, 'permission')} for ${counted(checks.size, 'check')}`,
    )}`,
    ...permissions.flatMap((permission) => [
      '',
      `  ${paint.strong(permission.permission)}${labelOf(permission)}`,
      ...layout(
        [
          [permission.reason ?? `Reads ${permission.reads.join(', ')}.`],
          [paint.faint(`for ${counted(permission.checks.length, 'check')}`)],
        ],
        {
          width: screen.width,
          indent: 4,
        },
      ),
    ]),
    ...(guide?.url ? ['', `  ${paint.faint('set up at')} ${paint.link(guide.url)}`] : []),
  ]
}

/** Some vendors show permissions under their technical names. */
function labelOf({ label, permission }: ExplainedPermission): string {
  return label === undefined || label === permission ? '' : `  ${label}`
}
