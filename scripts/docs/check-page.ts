import type { Check, Connector } from '@opencasb/core'
import { severityLevels } from '@opencasb/core'
import { checkReads, permissionsOfCheck } from './check-reads.ts'
import { code, page, table } from './markdown.ts'

interface Property {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly description?: string
}

/** Schemas that can describe themselves as JSON Schema say so beside their validator. */
interface DescribedSchema {
  readonly '~standard': {
    readonly jsonSchema?: {
      input(options: { target: string }): { readonly properties?: Readonly<Record<string, Property>> }
    }
  }
}

function parametersOf(check: Check): readonly (readonly string[])[] {
  const schema = check.params as DescribedSchema | undefined
  const properties = schema?.['~standard'].jsonSchema?.input({ target: 'draft-2020-12' }).properties ?? {}
  return Object.entries(properties).map(([name, property]) => [
    code(name),
    property.enum
      ? property.enum.map((value) => code(String(value))).join(', ')
      : [property.type ?? 'any'].flat().join(' or '),
    property.default === undefined ? '' : code(JSON.stringify(property.default)),
    property.description ?? '',
  ])
}

function section(title: string, body: string | undefined): string | undefined {
  return body ? `## ${title}\n\n${body}` : undefined
}

/** The page of one check: what it finds, why it matters, how to fix it, and what it reads with which permissions. */
export function checkPage(connector: Connector, check: Check): string {
  const level = severityLevels.find(({ severity }) => severity === check.severity)
  const features = [...new Set(checkReads(check).flatMap((read) => read.features ?? []))]
  const frameworks = Object.entries(check.frameworks).map(
    ([name, controls]) => `- ${code(name)}: ${controls.join(', ')}`,
  )
  const permissions = connector.auth.map(({ kind, title }) => {
    const needed = permissionsOfCheck(connector, check, kind)
    return [title, needed === undefined ? 'cannot be read' : needed.map(code).join(', ') || 'none beyond signing in']
  })
  const profiles = Object.entries(check.profiles ?? {}).map(([name, params]) => [
    code(name),
    code(JSON.stringify(params)),
  ])
  return page(
    `# ${check.title}`,
    table(
      ['Check', 'Severity', 'Category', 'Lifecycle', 'Version'],
      [
        [
          code(check.id),
          `${check.severity} (act ${level?.act})`,
          check.category,
          check.lifecycle,
          String(check.version),
        ],
      ],
    ),
    check.vendorApi === 'beta'
      ? 'It reads what the vendor calls a beta of its API. `"betaApis": false` in the policy leaves it out.'
      : undefined,
    section('Why it matters', check.risk),
    section('How to fix it', [check.remediation, check.see && `See <${check.see}>.`].filter(Boolean).join('\n\n')),
    section('Benchmarks', frameworks.join('\n')),
    section('Parameters', table(['Parameter', 'Type', 'Default', 'Meaning'], parametersOf(check))),
    section('Profiles', table(['Profile', 'Parameters'], profiles)),
    section(
      'What it reads',
      [
        checkReads(check)
          .map(({ name }) => `- ${code(name)}`)
          .join('\n'),
        features.length > 0 && `Needs these features of the plan or server: ${features.map(code).join(', ')}.`,
        table(['Way to sign in', 'Permissions'], permissions),
      ]
        .filter(Boolean)
        .join('\n\n'),
    ),
    `All permissions of ${connector.title}: [permissions](../../permissions/${connector.id}.md). All checks: [index](../index.md).`,
  )
}
