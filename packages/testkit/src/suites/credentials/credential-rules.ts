import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { type CredentialStore, isSecret, type StoredCredentials, secret } from '@opencasb/core'
import type { RuleGroup } from '../rule.ts'

/** Credentials with a token in them. */
function token(value: string, fields: Readonly<Record<string, string>> = { organization: 'acme' }): StoredCredentials {
  return { kind: 'token', fields, secrets: { token: secret(value) } }
}

/** Credentials in the open, for comparing. */
function opened({ kind, fields, secrets }: StoredCredentials): unknown {
  const revealed = Object.entries(secrets).map(([name, value]) => [name, isSecret(value) ? value.reveal() : value])
  return [kind, Object.entries(fields).sort(), revealed.sort()]
}

async function stored(store: CredentialStore, ref: string): Promise<unknown> {
  const found = await store.read(ref)
  return found && opened(found.credentials)
}

async function versionOf(store: CredentialStore, ref: string): Promise<string> {
  return (await store.read(ref))?.version ?? ''
}

const oddTexts: readonly string[] = [
  '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n',
  'quotes \' " ` and back\\slash',
  '😀 é',
  ' spaces ',
  '',
  'x'.repeat(20_000),
]

/** What every credential store keeps to. */
export const credentialRules: RuleGroup<CredentialStore> = {
  name: 'credentials',
  rules: [
    {
      title: 'credentials/read-missing: what was never written is undefined',
      async check(store) {
        assert.equal(await store.read('one'), undefined)
      },
    },
    {
      title: 'credentials/write: gives back what was written, open and secret fields apart',
      async check(store) {
        const written: StoredCredentials = {
          kind: 'github-app',
          fields: { appId: '7', organization: 'acme' },
          secrets: { privateKey: secret('key-1'), webhook: secret('hook-1') },
        }
        await store.write('one', written)
        assert.deepEqual(await stored(store, 'one'), opened(written))
        await store.write('one', token('token-2'))
        assert.deepEqual(await stored(store, 'one'), opened(token('token-2')))
      },
    },
    {
      title: 'credentials/copied: later changes to the object that was given do not reach the store',
      async check(store) {
        const fields = { organization: 'acme' }
        await store.write('one', token('token-1', fields))
        fields.organization = 'labs'
        assert.deepEqual(await stored(store, 'one'), opened(token('token-1')))
      },
    },
    {
      title: 'credentials/refs-apart: credentials of different refs never mix',
      async check(store) {
        const refs = ['one', 'one/two', 'ONE', 'one ', '../one', '__proto__', 'constructor', 'one%', "o'ne", 'ön😀']
        for (const ref of refs) await store.write(ref, token(`token of ${ref}`))
        await store.destroy('one')
        assert.equal(await store.read('one'), undefined)
        for (const ref of refs.slice(1)) assert.deepEqual(await stored(store, ref), opened(token(`token of ${ref}`)))
      },
    },
    {
      title: '[F31] credentials/odd-texts: keys of several lines, quotes and other characters are kept',
      async check(store) {
        for (const [n, text] of oddTexts.entries()) {
          await store.write(`ref ${n}`, token(text, { text, ['__proto__']: text }))
          const expected = opened(token(text, { text, ['__proto__']: text }))
          assert.deepEqual(await stored(store, `ref ${n}`), expected)
        }
      },
    },
    {
      title: 'credentials/versions: each write has a version of its own, reading does not change it',
      async check(store) {
        await store.write('one', token('token-1'))
        const first = await versionOf(store, 'one')
        assert.equal(await versionOf(store, 'one'), first)
        await store.write('one', token('token-1'))
        assert.notEqual(await versionOf(store, 'one'), first)
      },
    },
    {
      title: 'credentials/replace: replaces the version that was read, and no other',
      async check(store) {
        await store.write('one', token('token-1'))
        const first = await versionOf(store, 'one')
        assert.equal(await store.replace('one', token('token-2'), first), true)
        assert.deepEqual(await stored(store, 'one'), opened(token('token-2')))
        assert.equal(await store.replace('one', token('token-3'), first), false)
        assert.deepEqual(await stored(store, 'one'), opened(token('token-2')))
        assert.equal(await store.replace('nobody', token('token-3'), first), false)
        assert.equal(await store.read('nobody'), undefined)
      },
    },
    {
      title: 'credentials/replace-and-back: the same secret again is a new version',
      async check(store) {
        await store.write('one', token('token-1'))
        const first = await versionOf(store, 'one')
        await store.replace('one', token('token-2'), first)
        await store.replace('one', token('token-1'), await versionOf(store, 'one'))
        assert.equal(await store.replace('one', token('token-3'), first), false)
      },
    },
    {
      title: '[F21] credentials/replace-race: of many who replace at once, one wins, and its secret is what is stored',
      async check(store) {
        await store.write('one', token('token-0'))
        const version = await versionOf(store, 'one')
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, (_, n) => store.replace('one', token(`token of ${n}`), version)),
        )
        assert.equal(outcomes.filter((won) => won).length, 1)
        assert.deepEqual(await stored(store, 'one'), opened(token(`token of ${outcomes.indexOf(true)}`)))
      },
    },
    {
      title: 'credentials/destroy: what was destroyed is gone, and no replacement brings it back',
      async check(store) {
        await store.write('one', token('token-1'))
        const version = await versionOf(store, 'one')
        await store.destroy('one')
        assert.equal(await store.read('one'), undefined)
        assert.equal(await store.replace('one', token('token-2'), version), false)
        assert.equal(await store.read('one'), undefined)
        await store.destroy('one')
        await store.write('one', token('token-3'))
        assert.equal(await store.replace('one', token('token-4'), version), false, 'versions are not used again')
      },
    },
    {
      title: '[F35] credentials/masked: secrets come back masked, and the store shows none when it is printed',
      async check(store) {
        await store.write('one', token('canary-secret'))
        const found = await store.read('one')
        assert.ok(found && Object.values(found.credentials.secrets).every(isSecret))
        const shown = [
          JSON.stringify(found),
          inspect(found, { depth: 20, showHidden: true }),
          inspect(store, { depth: 20, showHidden: true }),
          `${found.credentials.secrets['token']}`,
          found.version,
        ]
        for (const text of shown) assert.ok(!text.includes('canary-secret'), text)
      },
    },
    {
      title: '[F45] credentials/abort: a call with an aborted signal rejects with its reason and changes nothing',
      async check(store) {
        await store.write('one', token('token-1'))
        const version = await versionOf(store, 'one')
        const reason = new Error('stopped')
        const signal = AbortSignal.abort(reason)
        const isReason = (error: unknown) => error === reason
        await assert.rejects(store.read('one', signal), isReason)
        await assert.rejects(store.write('one', token('token-2'), signal), isReason)
        await assert.rejects(store.replace('one', token('token-2'), version, signal), isReason)
        await assert.rejects(store.destroy('one', signal), isReason)
        assert.deepEqual(await stored(store, 'one'), opened(token('token-1')))
        assert.equal(await versionOf(store, 'one'), version)
      },
    },
  ],
}
