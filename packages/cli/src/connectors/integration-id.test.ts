import { expect, it } from 'vitest'
import { integrationId } from './integration-id.ts'

it('is the same for the same target, however it is written', () => {
  const id = integrationId('github', ['Acme', 'beta'], 'https://GHE.example.com/api/v3/')
  expect(id).toBe('github:acme+beta@ghe.example.com/api/v3')
  expect(integrationId('github', ['beta', 'acme', 'ACME'], 'https://ghe.example.com/api/v3')).toBe(id)
})

it('differs between servers and sets of organizations', () => {
  const ids = [
    integrationId('github', ['acme'], undefined),
    integrationId('github', ['acme', 'beta'], undefined),
    integrationId('github', ['acme'], 'https://ghe.example.com/api/v3'),
    integrationId('gitlab', ['acme'], undefined),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})

it('stays short for many organizations, and still tells them apart', () => {
  const many = Array.from({ length: 50 }, (_, index) => `organization-${index}`)
  const id = integrationId('github', many, undefined)
  expect(id.length).toBeLessThanOrEqual(100)
  expect(integrationId('github', many.slice(1), undefined)).not.toBe(id)
})
