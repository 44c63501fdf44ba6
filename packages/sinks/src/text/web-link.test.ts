import { describe, expect, it } from 'vitest'
import { hostileAddresses } from '../../tests/fixture/hostile-scan.ts'
import { webLink } from './web-link.ts'

describe('webLink', () => {
  it('takes web addresses', () => {
    expect(webLink('https://github.com/acme/portal')).toBe('https://github.com/acme/portal')
    expect(webLink('http://git.example.com/acme')).toBe('http://git.example.com/acme')
  })

  it.each(hostileAddresses)('[F33] refuses %j', (address) => {
    expect(webLink(address)).toBeUndefined()
  })

  it('says nothing of what is not there', () => {
    expect(webLink(undefined)).toBeUndefined()
  })
})
