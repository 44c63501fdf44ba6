import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { authMethods } from './auth-methods.ts'

function problems(kind: string, value: unknown): string[] {
  const result = authMethods.find((method) => method.kind === kind)?.schema['~standard'].validate(value)
  if (!result || result instanceof Promise) throw new Error('no such way to sign in')
  return (result.issues ?? []).map(({ path = [], message }) => `${path.join('.')}: ${message}`)
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString()
const app = { appId: '12', installationId: '34', privateKey: pem('pkcs1') }

describe('the ways to sign in', () => {
  it('take tokens of their kind', () => {
    expect(problems('pat-classic', { token: `ghp_${'a'.repeat(36)}` })).toEqual([])
    expect(problems('pat-classic', { token: '0123456789abcdef0123456789abcdef01234567' })).toEqual([])
    expect(problems('pat-fine-grained', { token: `github_pat_${'a'.repeat(82)}` })).toEqual([])
  })

  it.each([
    ['pat-classic', `github_pat_${'a'.repeat(82)}`, 'choose the kind pat-fine-grained'],
    ['pat-classic', `ghs_${'a'.repeat(36)}`, 'choose the kind github-app'],
    ['pat-classic', `gho_${'a'.repeat(36)}`, 'create a personal access token'],
    ['pat-classic', 'hunter2', 'is no classic personal access token'],
    ['pat-fine-grained', `ghp_${'a'.repeat(36)}`, 'choose the kind pat-classic'],
    ['pat-fine-grained', `ghs_${'a'.repeat(36)}`, 'choose the kind github-app'],
    ['pat-fine-grained', 'hunter2', 'is no fine-grained personal access token'],
  ])('tell a token of another kind: %s', (kind, token, remedy) => {
    const [problem = ''] = problems(kind, { token })
    expect(problem).toMatch(/^token: /)
    expect(problem).toContain(remedy)
    expect(problem).not.toContain(token)
  })

  it.each(['pkcs1', 'pkcs8'] as const)('take the key of an app as %s', (type) => {
    expect(problems('github-app', { ...app, privateKey: pem(type) })).toEqual([])
  })

  it('tell what is wrong with the fields of an app', () => {
    const encrypted = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString()
    const open = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    expect(problems('github-app', { ...app, appId: 'acme' }).join()).toContain('appId: must be the app id, digits only')
    expect(problems('github-app', { appId: '1', privateKey: app.privateKey }).join()).toContain(
      'installationId: give the',
    )
    expect(problems('github-app', { ...app, privateKey: 'key.pem' }).join()).toContain(
      'privateKey: is no PEM private key',
    )
    expect(problems('github-app', { ...app, privateKey: encrypted }).join()).toContain('is encrypted')
    expect(problems('github-app', { ...app, privateKey: open }).join()).toContain('is a public key')
  })

  it('refuse fields of other ways', () => {
    expect(problems('pat-classic', { token: `ghp_${'a'.repeat(36)}`, appId: '1' }).join()).toContain(
      'appId is no field',
    )
  })
})
