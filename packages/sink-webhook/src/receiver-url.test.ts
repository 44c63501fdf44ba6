import { describe, expect, it } from 'vitest'
import { addressRules } from './address-rules.ts'
import { receiverUrl } from './receiver-url.ts'

const read = (url: string, allow: readonly string[] = [], allowHttp = false): string =>
  receiverUrl(url, addressRules(allow), allowHttp).href

describe('receiverUrl', () => {
  it('takes https addresses, with any path and port', () => {
    expect(read('https://hooks.example.com:8443/casb?team=7#part')).toBe('https://hooks.example.com:8443/casb?team=7')
    expect(read('https://8.8.8.8/hook')).toBe('https://8.8.8.8/hook')
  })

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://%31%32%37.0.0.1/',
    'https://１２７.0.0.1/',
    'https://0/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::10.0.0.1]/',
    'https://[2002:a00:1::]/',
    'https://[fe80::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.100.100.200/',
  ])('[F28] refuses %s', (url) => {
    expect(() => read(url)).toThrow(/is not a public address; name its range in "allow"/)
  })

  it.each([
    'https://169.254.169.254/',
    'https://169.254.169.254./',
    'https://[::ffff:169.254.169.254]/',
    'https://[64:ff9b::169.254.169.254]/',
    'https://[2002:a9fe:a9fe::]/',
  ])('[F28] refuses %s although all of IPv6 is allowed', (url) => {
    expect(() => read(url, ['::/0'])).toThrow(/is not a public address/)
    expect(read('https://[fd00::1]/', ['::/0'])).toBe('https://[fd00::1]/')
  })

  it('takes an address that the host allows', () => {
    expect(read('https://0x7f.1/', ['127.0.0.0/8'])).toBe('https://127.0.0.1/')
  })

  it('refuses http unless it is allowed, and other schemes always', () => {
    expect(() => read('http://hooks.example.com/')).toThrow(/must begin with https/)
    expect(read('http://hooks.example.com/', [], true)).toBe('http://hooks.example.com/')
    for (const url of ['ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/']) {
      expect(() => read(url, [], true)).toThrow(/must begin with https/)
    }
  })

  it('refuses a user name and password, and never repeats what it refuses', () => {
    for (const url of ['https://user:canary@example.com/', 'canary not an address', 'http://example.com/canary']) {
      expect(() => read(url)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('canary') }))
    }
    expect(() => read('https://user@example.com/')).toThrow(/user name or password/)
  })
})
