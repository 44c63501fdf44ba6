import assert from 'node:assert/strict'
import {
  type Check,
  type Connector,
  connectorSpec,
  permissionsFor,
  type ResourceType,
  severities,
} from '@opencasb/core'
import { needsByRead, readsOfCheck } from './dependencies.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const day = 24 * 60 * 60 * 1000

/** Group 2: the definition is sound. */
export function definitionRules({ connector }: Suite): readonly Rule[] {
  const rule = (name: string, title: string, body: () => void): Rule => ({
    id: `definition/${name}`,
    title,
    run: async () => body(),
  })
  return [
    rule('spec', 'it speaks the contract of this core and says who it is', () => {
      assert.equal(connector.spec, connectorSpec)
      assert.match(connector.id, kebab)
      assert.match(connector.version, /^\d+\.\d+\.\d+/, 'the version is a semantic version')
      assertText(connector.title, 'the title')
    }),
    rule('interval', 'its interval lies between its minimum and a day', () => {
      const { min, default: usual } = connector.interval
      assert.ok(min > 0 && min <= usual && usual <= day, `0 < ${min} <= ${usual} <= ${day}`)
    }),
    rule('auth', 'each way to sign in is named once, has a title and says which fields are secret', () => {
      assertUnique(
        connector.auth.map((method) => method.kind),
        'ways to sign in',
      )
      assert.ok(connector.auth.length > 0, 'there is a way to sign in')
      for (const method of connector.auth) {
        assert.match(method.kind, kebab)
        assertText(method.title, `the title of ${method.kind}`)
        assert.ok(method.secrets.length > 0, `${method.kind} has a secret field`)
      }
    }),
    rule('resources', 'resource types, facets and indexes are named once, each below what it belongs to', () => {
      const { resources, facets, indexes } = partsOf(connector)
      assertUnique(
        connector.resources.map(({ name }) => name),
        'resource types',
      )
      assertUnique(
        [...resources, ...facets].map(({ name }) => name),
        'resource types and facets',
      )
      assertUnique(
        indexes.map(({ name }) => name),
        'indexes',
      )
      for (const { name } of resources) assert.ok(name.startsWith(`${connector.id}.`), `${name} begins with its vendor`)
      for (const { name, of } of facets) assert.ok(name.startsWith(`${of.name}.`), `${name} begins with ${of.name}`)
    }),
    rule('references', 'checks read only what the connector lists, and all that it lists is read', () => {
      const listed = new Set<ResourceType>(connector.resources)
      const used = new Set<ResourceType>()
      for (const check of connector.checks) {
        const { on } = check
        for (const resource of readsOfCheck(check).resources) {
          assert.ok(listed.has(resource), `${check.id} reads ${resource.name}, which is not among the resources`)
          used.add(resource)
        }
        for (const facet of Object.values(check.with)) {
          assert.ok(facet.of === on, `${check.id} reads ${facet.name}, which is no facet of ${on.name}`)
        }
      }
      const unread = connector.resources.filter((resource) => !used.has(resource)).map(({ name }) => name)
      assert.deepEqual(unread, [], 'no check reads these resource types')
    }),
    rule('needs', 'needs are stated for ways to sign in that exist', () => {
      const kinds = new Set(connector.auth.map((method) => method.kind))
      for (const check of connector.checks) {
        for (const [name, needs] of needsByRead(check)) {
          const unknown = Object.keys(needs).filter((kind) => !kinds.has(kind))
          assert.deepEqual(unknown, [], `${name} needs something for ways to sign in that do not exist`)
          assert.ok(Object.keys(needs).length > 0, `${name} can be read with some way to sign in`)
        }
      }
    }),
    rule('checks', 'each check has an id of its own and says what is wrong, why it matters and how to fix it', () => {
      assertUnique(
        connector.checks.map(({ id }) => id),
        'checks',
      )
      assert.ok(connector.checks.length > 0, 'there is a check')
      for (const check of connector.checks) assertCheck(check, connector)
    }),
    rule('frameworks', 'checks refer to benchmarks and controls that the connector lists', () => {
      const listed = new Map((connector.frameworks ?? []).map((framework) => [framework.id, framework]))
      for (const { id, title, url, controls } of listed.values()) {
        assert.match(id, kebab)
        assertText(title, `the title of ${id}`)
        assert.match(url, /^https:\/\//, `${id} links to where it is published`)
        assertUnique(
          controls.map((control) => control.id),
          `controls of ${id}`,
        )
        for (const control of controls) assertText(control.title, `the title of ${id} ${control.id}`)
      }
      for (const check of connector.checks) {
        for (const [framework, controls] of Object.entries(check.frameworks)) {
          const known = listed.get(framework)?.controls.map(({ id }) => id) ?? []
          const unknown = controls.filter((control) => !known.includes(control))
          assert.deepEqual(unknown, [], `${check.id} refers to controls that ${framework} does not list`)
        }
      }
    }),
    rule('params', 'parameters have defaults, and every profile fits them', () => {
      for (const check of connector.checks) {
        const profiles = Object.entries(check.profiles ?? {})
        assert.ok(check.params || profiles.length === 0, `${check.id} has profiles but no parameters`)
        if (!check.params) continue
        for (const [name, values] of [['the defaults', {}] as const, ...profiles]) {
          const result = check.params['~standard'].validate(values)
          assert.ok(!(result instanceof Promise), `${check.id} validates its parameters synchronously`)
          assert.deepEqual(result.issues ?? [], [], `${check.id} accepts ${name}`)
        }
      }
    }),
    rule('guide', 'the guide has steps for each way to sign in and a reason for each permission', () => {
      const { guide } = connector
      assertText(guide.plans, 'the plans')
      for (const { kind } of connector.auth) {
        const section = guide.auth[kind]
        assert.ok(section && section.steps.length > 0, `the guide has steps for ${kind}`)
        const explained = section.permissions.map(({ permission }) => permission)
        assertUnique(explained, `permissions of ${kind} in the guide`)
        const needed = permissionsFor(connector, kind).map(({ permission }) => permission)
        assert.deepEqual([...explained].sort(), [...needed].sort(), `the guide explains the permissions of ${kind}`)
        for (const note of section.permissions) {
          assertText(note.label, `the label of ${note.permission}`)
          assertText(note.reason, `the reason for ${note.permission}`)
        }
      }
      const unknown = Object.keys(guide.auth).filter((kind) => !connector.auth.some((method) => method.kind === kind))
      assert.deepEqual(unknown, [], 'the guide explains ways to sign in that do not exist')
    }),
  ]
}

function assertCheck(check: Check, connector: Connector): void {
  const { id } = check
  const [vendor, name, ...rest] = id.split('/')
  assert.ok(vendor && name && rest.length === 0 && kebab.test(name), `${id} is called vendor/rule-in-kebab-case`)
  assert.equal(vendor, connector.id, `${id} begins with the connector's id`)
  assert.ok(Number.isInteger(check.version) && check.version > 0, `${id} has a version from 1`)
  assert.ok(severities.includes(check.severity), `${id} has a severity`)
  assertText(check.title, `the title of ${id}`)
  assertText(check.risk, `the risk of ${id}`)
  assertText(check.remediation, `the remediation of ${id}`)
  if (check.see !== undefined) assert.match(check.see, /^https:\/\//, `${id} links to a page`)
  for (const [framework, controls] of Object.entries(check.frameworks)) {
    assert.ok(controls.length > 0, `${id} names controls of ${framework}`)
  }
}

function partsOf(connector: Connector) {
  const resources = new Set<ResourceType>(connector.resources)
  const reads = connector.checks.map(readsOfCheck)
  for (const read of reads) for (const resource of read.resources) resources.add(resource)
  return {
    resources: [...resources],
    facets: [...new Set(reads.flatMap((read) => [...read.facets]))],
    indexes: [...new Set(reads.flatMap((read) => [...read.indexes]))],
  }
}

function assertText(text: string, what: string): void {
  assert.ok(typeof text === 'string' && text.trim() !== '', `${what} is given`)
  assert.equal(text, text.trim(), `${what} has no spaces around it`)
}

function assertUnique(names: readonly string[], what: string): void {
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  assert.deepEqual(twice, [], `${what} with the same name`)
}
