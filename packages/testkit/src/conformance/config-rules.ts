import assert from 'node:assert/strict'
import { ConfigError, createScanner, type StandardSchemaV1 } from '@opencasb/core'
import { printed } from './recorder.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'

const canary = 'canary-9f3c1e7a'

const junk: readonly unknown[] = [undefined, null, true, 42, 'junk', [], [{}], () => undefined]

/** Group 3: configuration and credentials are checked, and no secret is echoed. */
export function configRules(suite: Suite): readonly Rule[] {
  const { connector, authKinds } = suite
  /** What the simulator hands out is the one example of valid values that the suite has. */
  const example = (authKind: string) =>
    suite.inWorld({ world: 'empty' }, async (running) => running.integration({ authKind, permissions: [] }))

  const validation = (): Rule => ({
    id: 'config/junk',
    title: 'the configuration accepts what is right, refuses what is not, and names the field',
    async run() {
      const { config } = await example(suite.authKind)
      assert.deepEqual(issuesOf(connector.config, config), [], 'a valid configuration is accepted')
      for (const value of junk) {
        assert.ok(issuesOf(connector.config, value).length > 0, `the configuration ${printed(value)} is refused`)
      }
      for (const field of Object.keys(config)) {
        const issues = issuesOf(connector.config, { ...config, [field]: { [canary]: canary } })
        assert.ok(issues.length > 0, `junk in the field ${field} is refused`)
        assert.ok(
          issues.some((issue) => issue.field === field),
          `the refusal names the field ${field}`,
        )
      }
    },
  })
  const silence = (): Rule => ({
    id: 'config/no-echo',
    title: 'no refusal repeats what was given',
    async run() {
      const { config } = await example(suite.authKind)
      for (const [field, value] of Object.entries(config)) {
        const url = typeof value === 'string' && /^https?:/.test(value) ? `https://user:${canary}@example.com` : canary
        for (const wrong of [{ ...config, [field]: url }, { ...config, [field]: [canary] }, { unknown: canary }]) {
          for (const issue of issuesOf(connector.config, wrong)) {
            assert.ok(!issue.message.includes(canary), `the field ${field} echoes its value: ${issue.message}`)
          }
        }
      }
    },
  })
  const credentials = (authKind: string): Rule => ({
    id: `config/credentials/${authKind}`,
    title: `credentials of the kind ${authKind} are checked field by field, and their secrets never echoed`,
    async run() {
      const method = connector.auth.find(({ kind }) => kind === authKind)
      assert.ok(method, `${authKind} is a way to sign in`)
      const { credentials, secrets } = await example(authKind)
      const { kind, ...fields } = credentials
      assert.equal(kind, authKind)
      assert.deepEqual(issuesOf(method.schema, fields), [], 'valid credentials are accepted')
      for (const value of junk) assert.ok(issuesOf(method.schema, value).length > 0, `${printed(value)} is refused`)
      for (const [field, value] of Object.entries(fields)) {
        const exposed = secrets.includes(value) && !method.secrets.includes(field)
        assert.ok(!exposed, `the field ${field} holds a secret but is not declared as one`)
      }
      for (const field of method.secrets) {
        const { [field]: _removed, ...rest } = fields
        for (const wrong of [rest, { ...fields, [field]: '' }, { ...fields, [field]: [canary] }]) {
          const issues = issuesOf(method.schema, wrong)
          assert.ok(issues.length > 0, `${field} is required and must be a text`)
          const text = printed(issues)
          assert.ok(
            ![canary, ...secrets].some((secret) => text.includes(secret)),
            `a refusal of ${field} echoes a secret`,
          )
        }
      }
    },
  })
  const added = (): Rule => ({
    id: 'config/add',
    title: 'adding an integration with a wrong configuration fails with an error that names the field',
    async run() {
      const { config, credentials, secrets } = await example(suite.authKind)
      const scanner = createScanner({ connectors: [connector] })
      try {
        const wrong = Object.fromEntries(Object.keys(config).map((field) => [field, { [canary]: canary }]))
        const error = await scanner.integrations.register({ connector: connector.id, config: wrong, credentials }).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        assert.ok(ConfigError.is(error), 'a ConfigError is thrown')
        assert.match(error.field ?? '', /^config/, 'it names the field')
        const text = printed(error)
        assert.ok(!secrets.some((secret) => text.includes(secret)), 'it holds no secret')
        assert.deepEqual(await scanner.integrations.list(), [], 'nothing is stored')
      } finally {
        await scanner.close()
      }
    },
  })
  return [validation(), silence(), ...authKinds.map(credentials), added()]
}

/** What a schema says against a value. */
function issuesOf(
  schema: StandardSchemaV1<unknown, unknown>,
  value: unknown,
): readonly { readonly message: string; readonly field: string }[] {
  const result = schema['~standard'].validate(value)
  assert.ok(!(result instanceof Promise), 'schemas validate synchronously')
  return (result.issues ?? []).map(({ message, path = [] }) => {
    const [first] = path
    return { message, field: String(typeof first === 'object' ? first.key : (first ?? '')) }
  })
}
