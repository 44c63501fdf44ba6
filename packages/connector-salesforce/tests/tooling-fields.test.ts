import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { salesforceChecks } from '../src/checks/checks.ts'
import { parseQuery } from '../src/simulator/soql/parse-query.ts'
import { scanSimulated } from './simulated-scan.ts'

const require = createRequire(import.meta.url)
const declarations = readFileSync(require.resolve('@salesforce/types/tooling').replace(/\.js$/, '.d.ts'), 'utf8')

interface Shape {
  readonly fields: ReadonlyMap<string, string>
}

/** The types of the vendor's package, field → type. */
const shapes = new Map<string, Shape>(
  [...declarations.matchAll(/^export type (\w+) = [^{;]*\{\n([\s\S]*?)^\};/gm)].map(([, name = '', body = '']) => [
    name,
    {
      fields: new Map(
        [...body.matchAll(/^ {4}(\w+)\??: ([\w[\]]+)/gm)].map(([, field = '', type = '']) => [field, type]),
      ),
    },
  ]),
)

function fieldsOf(object: string): ReadonlyMap<string, string> {
  const shape = shapes.get(object)
  if (!shape) throw new Error(`the vendor describes no ${object}`)
  return shape.fields
}

describe("the vendor's description of the Tooling API", () => {
  it('has every object and field that is asked for', async () => {
    const { simulator } = await scanSimulated({ world: { users: 20 } })
    await simulator.close()
    const asked = simulator.queries.filter(({ api }) => api === 'tooling').map(({ soql }) => parseQuery(soql))
    expect(asked.length).toBeGreaterThan(20)
    const unknown = asked.flatMap(({ object, select }) => {
      const fields = fieldsOf(object)
      return select.flatMap((selected) =>
        selected.kind === 'field' && selected.path !== 'Id' && !fields.has(selected.path.split('.')[0] ?? '')
          ? [`${object}.${selected.path}`]
          : [],
      )
    })
    expect(unknown).toEqual([])
  })

  it('has every setting that is read', () => {
    const names = salesforceChecks.flatMap(({ with: facets }) => Object.values(facets).map(({ name }) => name))
    const settings = names.flatMap(
      (name) => /^salesforce\.settings\.(\w+Settings)\.(.+)$/.exec(name)?.slice(1, 3) ?? [],
    )
    expect(settings.length).toBeGreaterThan(100)
    for (let at = 0; at < settings.length; at += 2) {
      let type = settings[at] ?? ''
      for (const word of (settings[at + 1] ?? '').split('.')) {
        expect([...fieldsOf(type).keys()], `${type}.${word}`).toContain(word)
        type = (fieldsOf(type).get(word) ?? '').replace('[]', '')
      }
    }
  })
})
