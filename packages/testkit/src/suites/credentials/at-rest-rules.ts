import assert from 'node:assert/strict'
import { type CredentialStore, type StoredCredentials, secret } from '@opencasb/core'
import type { RuleGroup } from '../rule.ts'

/** A store with a way to read everything that it has written anywhere. */
export interface StoreAtRest {
  readonly store: CredentialStore
  readonly bytes: () => Promise<readonly Uint8Array[]>
}

/** Random enough that no sealed bytes hold it by chance. */
const canaries = ['canary-7f3d1c52-first', 'canary-b8e60a94-second', 'canary-5d27ff08-third'] as const

function withToken(token: string): StoredCredentials {
  return { kind: 'token', fields: { organization: 'acme' }, secrets: { token: secret(token) } }
}

/** The forms in which a store could keep a text by accident: with base64, the text may start at any of three offsets. */
function formsOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text)
  const encoded = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    return whole.slice(offset === 0 ? 0 : 4, -4)
  })
  const hex = bytes.toString('hex')
  return [bytes, Buffer.from(text, 'utf16le'), ...[hex, hex.toUpperCase(), ...encoded].map((form) => Buffer.from(form))]
}

async function assertSealed({ bytes }: StoreAtRest): Promise<void> {
  for (const piece of await bytes()) {
    for (const canary of canaries) {
      const found = formsOf(canary).some((form) => Buffer.from(piece).includes(form))
      assert.ok(!found, `"${canary}" can be read in what is stored`)
    }
  }
}

/** What a store that claims to seal keeps to. */
export const atRestRules: RuleGroup<StoreAtRest> = {
  name: 'credentials at rest',
  rules: [
    {
      title: '[F35] credentials/at-rest: no secret can be read in the bytes that are stored, in any usual encoding',
      async check(subject) {
        const [first, second, third] = canaries
        await subject.store.write('one', withToken(first))
        await subject.store.write('two', withToken(first))
        assert.ok(
          (await subject.bytes()).some((piece) => piece.byteLength > 0),
          'there are bytes to look at',
        )
        await assertSealed(subject)
        await subject.store.write('one', withToken(second))
        const version = (await subject.store.read('one'))?.version ?? ''
        assert.equal(await subject.store.replace('one', withToken(third), version), true)
        await assertSealed(subject)
        await subject.store.destroy('one')
        await assertSealed(subject)
      },
    },
    {
      title: 'credentials/at-rest-differs: the same secret twice does not look the same',
      async check({ store, bytes }) {
        const long = canaries[0].repeat(20)
        await store.write('one', withToken(long))
        const before = await bytes()
        await store.write('one', withToken(long))
        const others = (await bytes()).filter((piece) => !before.some((known) => Buffer.from(known).equals(piece)))
        // A new date or version is shorter than what seals the secret.
        const isSealedAnew = others.some(({ byteLength }) => byteLength >= long.length)
        assert.ok(isSealedAnew, 'the sealed bytes are those of the first write')
      },
    },
  ],
}
