import { createMemoryState, createScanner, permissionsFor } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { salesforce } from '../connector.ts'
import { createSalesforceSimulator } from '../simulator.ts'

/** Queries about things that change in Setup only. */
function ofSetup(queries: readonly { readonly soql: string }[]): readonly string[] {
  return queries
    .map(({ soql }) => soql)
    .filter((soql) => /FROM (RemoteProxy|CorsWhitelistEntry|SecuritySettings)/.test(soql))
}

describe('a second scan with all checks', () => {
  it('asks for nothing of Setup that stands where it stood, and leaves hardly any room in its calls', async () => {
    const simulator = await createSalesforceSimulator({ world: { users: 200 } })
    const connector = salesforce()
    const permissions = permissionsFor(connector, 'jwt-bearer').map(({ permission }) => permission)
    const { config, credentials } = simulator.integration({ authKind: 'jwt-bearer', permissions })
    const scanner = createScanner({ connectors: [connector], state: createMemoryState() })
    const { id } = await scanner.integrations.register({ connector: connector.id, config, credentials })
    const callsOf = async () => {
      simulator.clearRequests()
      const { status } = await scanner.scan(id)
      expect(status).toBe('complete')
      // Signing in counts against no quota.
      return simulator.requests.filter(({ path }) => !path.startsWith('/services/oauth2/')).length
    }
    const first = await callsOf()
    const queries = simulator.queries.length
    expect(ofSetup(simulator.queries)).toHaveLength(3)
    const second = await callsOf()
    const asked = simulator.queries
    await scanner.close()
    await simulator.close()

    // Full calls would be a fifth of the queries; versions, users and assignments are calls of their own, and what streams
    // ask in the same moment depends a little on the machine.
    expect(first).toBeLessThanOrEqual(Math.ceil(queries / 5) + 7)
    expect(second).toBeLessThanOrEqual(Math.ceil(asked.length / 5) + 5)
    expect(ofSetup(asked)).toEqual([])
  })
})
