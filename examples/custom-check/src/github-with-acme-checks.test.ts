import { github } from '@opencasb/connector-github'
import { createScanner, permissionsFor } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { githubWithAcmeChecks } from './github-with-acme-checks.ts'

describe('githubWithAcmeChecks', () => {
  it('is a connector that a scanner accepts, with policies for the new checks', async () => {
    const policy = { checks: { 'acme/deploy-key-age': { profile: 'strict' }, 'acme/*': { severity: 'high' } } } as const
    const scanner = createScanner({ connectors: [githubWithAcmeChecks()], policy })
    await scanner.close()
  })

  it('has all checks of the connector besides its own', () => {
    const ids = githubWithAcmeChecks().checks.map(({ id }) => id)
    expect(ids).toEqual([...github().checks.map(({ id }) => id), 'acme/public-repository-name', 'acme/deploy-key-age'])
  })

  it('computes the permissions of the new checks like those of all others', () => {
    const needs = permissionsFor(githubWithAcmeChecks(), 'github-app', ['acme/deploy-key-age'])
    expect(needs.map(({ permission }) => permission)).toContain('administration:read')
  })
})
