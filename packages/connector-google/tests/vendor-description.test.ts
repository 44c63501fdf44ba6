import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { createScanner, permissionsFor } from '@opencasb/core'
import { expect, it } from 'vitest'
import { describeAgainst } from '../../../scripts/vendor-descriptions/describe-against.ts'
import { reportOn } from '../../../scripts/vendor-descriptions/exchange-report.ts'
import { openGoogleDescriptions } from '../../../scripts/vendor-descriptions/google-descriptions.ts'
import { watchExchanges } from '../../../scripts/vendor-descriptions/watch-exchanges.ts'
import { google } from '../src/index.ts'
import { routes } from '../src/simulator/routes/routes.ts'
import { googleSimulator, googleSimulatorZone } from '../src/simulator.ts'

const descriptions = openGoogleDescriptions({
  apis: [
    'admin.directory_v1',
    'admin.reports_v1',
    'groupssettings.v1',
    'licensing.v1',
    'cloudidentity.v1',
    'drive.v3',
    'gmail.v1',
    'calendar.v3',
  ],
})

describeAgainst('the connector and its simulator', descriptions, (described) => {
  it('ask and answer as Google describes it, with scopes that it names', async () => {
    const connector = google({ resolver: createFakeResolver(googleSimulatorZone) })
    const simulator = await googleSimulator.start({ world: 'small' })
    const report = reportOn(described, {})
    const transport = watchExchanges(createNodeTransport(), report.record)
    const scanner = createScanner({ connectors: [connector], transport })
    const permissions = permissionsFor(connector, 'service-account').map(({ permission }) => permission)
    try {
      const { config, credentials } = simulator.integration({ authKind: 'service-account', permissions })
      const { id } = await scanner.integrations.register({ connector: 'google', config, credentials })
      await scanner.scan(id)
    } finally {
      await scanner.close()
      await transport.close()
      await simulator.close()
    }
    expect(report.count).toBeGreaterThan(100)
    expect(report.requestProblems).toEqual([])
    expect(report.answerProblems).toEqual([])
    for (const { id, scopes } of report.operations.values()) {
      const declared = scopes.filter((scope) => permissions.includes(scope))
      expect(declared, `${id} is asked with a scope that is declared`).not.toEqual([])
    }
  })

  it.each(routes)('$route takes the scopes that Google names, and no others', ({ route, scopes }) => {
    const [method = '', path = ''] = route.split(' ')
    const url = `https://simulated.example${path.replaceAll(/\{\w+\}/g, 'x')}`
    const accepted = described.checkRequest({ method, url }).operations.flatMap((operation) => operation.scopes)
    expect(scopes.filter((scope) => !accepted.includes(scope))).toEqual([])
  })
})
