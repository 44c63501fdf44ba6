import { simulatorKeyPair } from '@opencasb/simulator-kit'
import { describe, expect, it } from 'vitest'
import type { M365Options } from '../options.ts'
import { selfSignedCertificate } from '../simulator/access/self-signed-certificate.ts'
import { authMethods } from './auth-methods.ts'

const clientId = '11111111-2222-3333-4444-555555555555'
const { pkcs8, publicKey } = simulatorKeyPair()
const certificate = selfSignedCertificate(pkcs8, publicKey)

function problems(kind: string, value: unknown, options: M365Options = {}): string {
  const method = authMethods(options).find((one) => one.kind === kind)
  const result = method?.schema['~standard'].validate(value)
  if (!result || result instanceof Promise) throw new Error('no such way to sign in')
  return (result.issues ?? []).map(({ path = [], message }) => `${path.join('.')}: ${message}`).join('\n')
}

describe('the ways to sign in', () => {
  it('take what belongs to them', () => {
    expect(problems('client-secret', { clientId, clientSecret: 'abc~def' })).toBe('')
    expect(problems('certificate', { clientId, certificate, privateKey: pkcs8 })).toBe('')
    expect(problems('federated-credential', { clientId, assertion: 'a.b.c' })).toBe('')
    expect(problems('federated-credential', { clientId, assertionFile: '/var/run/token' })).toBe('')
  })

  it('want no key and no assertion from credentials where the host brings them', () => {
    expect(problems('certificate', { clientId, certificate }, { sign: async () => new Uint8Array() })).toBe('')
    expect(problems('certificate', { clientId, certificate })).toContain('privateKey: ')
    expect(problems('federated-credential', { clientId }, { assertion: async () => '' })).toBe('')
    expect(problems('federated-credential', { clientId })).toContain('give either assertion')
  })

  it.each([
    ['client-secret', { clientId, clientSecret: clientId }, 'is the "Secret ID"'],
    ['client-secret', { clientId: 'scanner', clientSecret: 'x' }, 'Application (client) ID'],
    ['client-secret', { clientId, clientSecret: 'x', token: 'y' }, 'token is no field'],
    ['certificate', { clientId, certificate: pkcs8, privateKey: pkcs8 }, 'is no PEM certificate'],
    ['certificate', { clientId, certificate, privateKey: certificate }, 'is not the private key'],
    ['certificate', { clientId, certificate, privateKey: '-----BEGIN ENCRYPTED PRIVATE KEY-----' }, 'is encrypted'],
    ['federated-credential', { clientId, assertion: 'a', assertionFile: 'b' }, 'give either assertion'],
  ])('say what is wrong: %s', (kind, value, problem) => {
    const found = problems(kind, value)
    expect(found).toContain(problem)
    expect(found).not.toContain(pkcs8)
  })
})
