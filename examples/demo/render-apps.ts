import { type Finding, isAtLeast, type Scanner, type Severity, severities } from '@opencasb/core'
import { renderColumns, type Screen } from 'opencasb'

const mostNamed = 8

interface RiskyApp {
  readonly name: string
  readonly connector: string
  severity: Severity
  readonly reasons: Set<string>
}

/** Third-party applications across all vendors: how many there are, and those with the gravest findings. */
export async function renderApps(
  scanner: Scanner,
  integrations: readonly { readonly id: string; readonly title: string }[],
  { paint, width }: Screen,
): Promise<string[]> {
  const counts = await Promise.all(
    integrations.map(async ({ id, title }) => {
      const { application = 0 } = await scanner.inventory.count({ integration: [id], kind: ['application'] })
      return `${title} ${application}`
    }),
  )
  const titles = new Map(integrations.map(({ id, title }) => [id, title]))
  const apps = new Map<string, RiskyApp>()
  for await (const finding of scanner.findings.all({ assetKind: ['application'] })) {
    remember(apps, finding, titles.get(finding.integration) ?? finding.connector)
  }
  const worst = [...apps.values()].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.reasons.size - a.reasons.size,
  )
  return [
    `${paint.strong('Third-party apps')}  ${counts.join(' · ')}`,
    ...renderColumns(
      worst
        .slice(0, mostNamed)
        .map(({ name, connector, severity, reasons }) => [
          paint.severity(severity, severity),
          name,
          paint.faint(connector),
          [...reasons].slice(0, 2).join('; ') + (reasons.size > 2 ? ` and ${reasons.size - 2} more` : ''),
        ]),
      { width },
    ),
  ]
}

function remember(
  apps: Map<string, RiskyApp>,
  { asset, severity, title, integration }: Finding,
  connector: string,
): void {
  const key = `${integration}\n${asset.id}`
  const app = apps.get(key) ?? { name: asset.name, connector, severity, reasons: new Set<string>() }
  apps.set(key, app)
  if (isAtLeast(severity, app.severity)) app.severity = severity
  app.reasons.add(title)
}
