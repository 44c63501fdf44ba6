import { connectorSpec, permissionsFor } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { github } from './connector.ts'

const connector = github()

describe('the connector', () => {
  it('speaks the contract', () => {
    expect(connector.spec).toBe(connectorSpec)
    expect(connector.auth.map(({ kind }) => kind)).toEqual(['github-app', 'pat-fine-grained', 'pat-classic'])
  })

  it('explains exactly the permissions that its checks need', () => {
    for (const { kind } of connector.auth) {
      const needed = permissionsFor(connector, kind).map(({ permission }) => permission)
      const explained = connector.guide.auth[kind]?.permissions.map(({ permission }) => permission) ?? []
      expect([...explained].sort(), kind).toEqual([...needed].sort())
    }
  })

  it('never asks an app or a fine-grained token for more than reading', () => {
    for (const kind of ['github-app', 'pat-fine-grained']) {
      for (const { permission } of permissionsFor(connector, kind)) expect(permission).toMatch(/:read$/)
    }
  })

  it('has a check for each kind of thing that it reads, and reads nothing else', () => {
    const read = new Set(connector.checks.flatMap(({ on }) => [on.name]))
    expect(connector.resources.map(({ name }) => name).filter((name) => !read.has(name))).toEqual([])
  })

  it('states what each request costs, so that a scan can be planned', () => {
    for (const { name, from, cost } of connector.resources) if (!from) expect(cost, name).toBeDefined()
  })
})
