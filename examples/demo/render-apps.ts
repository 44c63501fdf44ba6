import { type Finding, type Scanner, type Severity, severities } from '@opencasb/core'
import { renderColumns, type Screen } from 'opencasb'

/** Of each vendor. */
const mostNamed = 3

interface RiskyApp {
  readonly name: string
  severity: Severity
  /** What is wrong with it, the gravest first, and how grave. */
  readonly reasons: Map<string, Severity>
}

/** Applications with access to the organisations: how many each vendor has, and those with the gravest findings. */
export async function renderApps(
  scanner: Scanner,
  integrations: readonly { readonly id: string; readonly title: string }[],
  { paint, width }: Screen,
): Promise<string[]> {
  const rows: string[][] = []
  const counts: string[] = []
  for (const { id, title } of integrations) {
    const { application = 0 } = await scanner.inventory.count({ integration: [id], kind: ['application'] })
    counts.push(`${title} ${application}`)
    for (const [place, app] of (await worstApps(scanner, id)).entries()) {
      const [worst, ...others] = [...app.reasons].sort(([, a], [, b]) => gravity(a) - gravity(b))
      rows.push([
        paint.faint(place === 0 ? title : ''),
        paint.severity(app.severity, app.severity),
        app.name,
        (worst?.[0] ?? '') + (others.length > 0 ? paint.faint(` +${others.length}`) : ''),
      ])
    }
  }
  return [`${paint.strong('Apps with access')}  ${counts.join(' · ')}`, ...renderColumns(rows, { width })]
}

async function worstApps(scanner: Scanner, integration: string): Promise<readonly RiskyApp[]> {
  const apps = new Map<string, RiskyApp>()
  const open = { integration: [integration], state: ['open', 'reopened', 'acknowledged'] as const }
  for await (const finding of scanner.findings.all({ ...open, assetKind: ['application'] })) remember(apps, finding)
  return [...apps.values()]
    .sort((a, b) => gravity(a.severity) - gravity(b.severity) || b.reasons.size - a.reasons.size)
    .slice(0, mostNamed)
}

function remember(apps: Map<string, RiskyApp>, { asset, severity, title }: Finding): void {
  const app = apps.get(asset.id) ?? { name: asset.name, severity, reasons: new Map<string, Severity>() }
  apps.set(asset.id, app)
  if (gravity(severity) < gravity(app.severity)) app.severity = severity
  const known = app.reasons.get(title)
  if (known === undefined || gravity(severity) < gravity(known)) app.reasons.set(title, severity)
}

/** Less is worse. */
function gravity(severity: Severity): number {
  return severities.indexOf(severity)
}
