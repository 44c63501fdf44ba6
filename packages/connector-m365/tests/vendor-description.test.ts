import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { createScanner, permissionsFor } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { expect, it } from 'vitest'
import { describeAgainst } from '../../../scripts/vendor-descriptions/describe-against.ts'
import { reportOn } from '../../../scripts/vendor-descriptions/exchange-report.ts'
import { openGraphDescription } from '../../../scripts/vendor-descriptions/graph-description.ts'
import { watchExchanges } from '../../../scripts/vendor-descriptions/watch-exchanges.ts'
import { m365 } from '../src/index.ts'
import { graphRoutes } from '../src/simulator/routes/routes.ts'
import { m365Simulator, m365SimulatorZone } from '../src/simulator.ts'
import { countingTransport } from './counting-transport.ts'

/** What includes another permission is left out of the descriptions here and there. */
const includes: Readonly<Record<string, string>> = {
  'User.Read.All': 'User.ReadBasic.All',
  'Directory.ReadWrite.All': 'Directory.Read.All',
}

/** Change feeds are described as telling of any object of the directory. */
const isOfFeed = (problem: string): boolean =>
  /^\w+\.delta\.get\.value\[\]\.\w+ is not described by directoryObject$/.test(problem)

/** What the extract lacks: calendars, which the whole metadata has, and where a change feed of files is to start. */
const isLeftOut = (problem: string): boolean =>
  problem.endsWith('/calendar/calendarPermissions is not described') ||
  problem === 'drives.id.root.delta.get takes no parameter token'

/** Graph answers the targets and conditions of policies unasked, as its own examples show. */
const isOfPolicy = (problem: string): boolean =>
  problem.startsWith('policies.') && problem.endsWith(' is a navigation property, which was not expanded')

const isKnown = (problem: string): boolean => isOfFeed(problem) || isLeftOut(problem) || isOfPolicy(problem)

describeAgainst('the connector and its simulator', openGraphDescription(), (graph) => {
  it('ask and answer as Microsoft describes it, with permissions that it names', async () => {
    const connector = m365({ resolver: createFakeResolver(m365SimulatorZone) })
    const simulator = await m365Simulator.start({ world: 'small' })
    const report = reportOn(graph, { [simulator.url]: 'https://graph.microsoft.com' })
    const transport = countingTransport(watchExchanges(createNodeTransport(), report.record))
    // The paces that Microsoft documents would take half a minute.
    const clock = createFakeClock({ start: new Date(), busy: () => transport.busy() })
    const scanner = createScanner({ connectors: [connector], transport, clock })
    const permissions = permissionsFor(connector, 'certificate').map(({ permission }) => permission)
    try {
      const { config, credentials } = simulator.integration({ authKind: 'certificate', permissions })
      const { id } = await scanner.integrations.register({ connector: 'm365', config, credentials })
      await scanner.scan(id)
      simulator.mutate(3, 40)
      await scanner.scan(id, { mode: 'auto' })
    } finally {
      await scanner.close()
      await transport.close()
      await simulator.close()
    }
    expect(report.count).toBeGreaterThan(40)
    expect(report.requestProblems.filter((problem) => !isLeftOut(problem))).toEqual([])
    expect(report.answerProblems.filter((problem) => !isKnown(problem))).toEqual([])
    for (const { id, scopes } of report.operations.values()) {
      if (scopes.length === 0) continue
      const declared = permissions.filter((one) => scopes.includes(one) || scopes.includes(includes[one] ?? ''))
      expect(declared, `${id} is asked with a permission that is declared`).not.toEqual([])
    }
  })

  it.each(graphRoutes)('$route takes the permissions that Microsoft names, and no others', ({ route, permissions }) => {
    const [method = '', path = ''] = route.split(' ')
    const url = `https://graph.microsoft.com/v1.0${path.replaceAll(/\{\w+\}/g, 'x')}`
    const accepted = graph.checkRequest({ method, url }).operations.flatMap(({ scopes }) => scopes)
    const isNamed = (permission: string): boolean =>
      accepted.includes(permission) || accepted.includes(includes[permission] ?? '')
    if (accepted.length > 0) expect(permissions.filter((permission) => !isNamed(permission))).toEqual([])
  })
})
