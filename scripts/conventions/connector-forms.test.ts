import { github } from '@opencasb/connector-github'
import { google } from '@opencasb/connector-google'
import { m365 } from '@opencasb/connector-m365'
import { salesforce } from '@opencasb/connector-salesforce'
import { type Connector, createScanner } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { connectors } from '../docs/connectors.ts'
import { type FormField, formFields } from './form-fields.ts'

const sign = async (): Promise<Uint8Array> => new Uint8Array()

/** As they come, and with what a host can bring itself: fields of the credentials are missing then. */
const variants: readonly Connector[] = [
  ...connectors,
  google({ sign }),
  m365({ sign, assertion: async () => '' }),
  salesforce({ sign }),
]

/** Every form that a host gets, with what validates its values in the end. */
const forms = variants.flatMap((connector) => {
  const [described] = createScanner({ connectors: [connector] }).connectors
  const ways = (described?.auth ?? []).map(({ kind, schema, secrets }, at) => ({
    form: `${connector.id}, ${kind}`,
    fields: formFields(schema),
    secrets,
    validator: connector.auth[at]?.schema ?? connector.config,
  }))
  const config = {
    form: `${connector.id}, configuration`,
    fields: formFields(described?.config),
    secrets: [] as readonly string[],
    validator: connector.config,
  }
  return [config, ...ways]
})

/** What a connector says about the value of one field, whatever else is missing. */
function accepts(validator: Connector['config'], path: readonly (string | number)[], value: unknown): boolean {
  const given = path.reduceRight<unknown>((inner, name) => (name === 0 ? [inner] : { [name]: inner }), value)
  const result = validator['~standard'].validate(given)
  if (result instanceof Promise) throw new Error('forms are validated at once')
  return !result.issues?.some(({ path: at = [] }) => path.every((name, level) => at[level] === name))
}

function samplesOf({ schema, path }: FormField): readonly string[] {
  const { examples } = schema
  if (!Array.isArray(examples) || examples.length === 0) throw new Error(`${path.join('.')} has a pattern, no example`)
  return (examples as readonly string[]).flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()])
}

describe('connectors', () => {
  it('give a form for the configuration and for each way to sign in', () => {
    expect(connectors.map(({ id }) => id)).toEqual([github().id, google().id, m365().id, salesforce().id])
    expect(forms.filter(({ fields }) => fields.length === 0)).toEqual([])
  })
})

describe.each(forms)('the form of $form', ({ fields, secrets, validator }) => {
  const named = fields.filter(({ path }) => path.at(-1) !== 0)

  it('has a label and a sentence for every field', () => {
    for (const { path, schema } of named) {
      expect(schema.title, `title of ${path.join('.')}`).toMatch(/^[A-Z][^.]+$/)
      expect(schema.description, `description of ${path.join('.')}`).toMatch(/^["A-Z].+\.$/)
    }
    const labels = named.map(({ path, schema }) => `${path.slice(0, -1).join('.')} ${schema.title}`)
    expect(new Set(labels).size, 'no label twice').toBe(labels.length)
  })

  it('marks what is secret, and nothing else', () => {
    const marked = named.filter(({ schema }) => schema.writeOnly === true).map(({ path }) => path.join('.'))
    expect([...marked].sort()).toEqual([...secrets].sort())
    for (const { path, schema } of named) {
      if (schema.format === 'password') expect(secrets, 'a password is a secret').toContain(path.join('.'))
      if (schema.writeOnly) expect(schema, 'secrets have no example').not.toHaveProperty('examples')
    }
  })

  it('gives examples that the connector accepts', () => {
    for (const { path, schema } of fields) {
      for (const example of (schema.examples ?? []) as readonly unknown[]) {
        expect(accepts(validator, path, example), `${path.join('.')}: ${example}`).toBe(true)
      }
    }
  })

  // Flags of regular expressions, and what is made of a text before it is checked, are lost in a JSON Schema.
  it('refuses no case that the connector accepts', () => {
    for (const field of fields) {
      const { pattern } = field.schema
      if (typeof pattern !== 'string') continue
      for (const text of samplesOf(field)) {
        if (!accepts(validator, field.path, text)) continue
        expect(new RegExp(pattern, 'u').test(text), `${field.path.join('.')}: ${text}`).toBe(true)
      }
    }
  })
})
