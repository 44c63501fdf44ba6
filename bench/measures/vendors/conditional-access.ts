import { createNodeTransport } from '@opencasb/connector-kit/node'
import { m365 } from '@opencasb/connector-m365'
import { createM365Simulator } from '@opencasb/connector-m365/simulator'
import { type Connector, createMemoryState, createScanner, permissionsFor } from '@opencasb/core'
import { createFastClock } from '../../processes/fast-clock.ts'
import { atMost, type Row } from '../../row.ts'

const evaluated = 'm365.conditional-access'
const authKind = 'client-secret'

/** Time that the evaluation of all Conditional Access policies takes, requests and storage apart. */
export async function measureConditionalAccess(policies: number): Promise<readonly Row[]> {
  const times: number[] = []
  for (let round = 0; round < 5; round++) times.push(await evaluationMs(policies))
  // The first run, without anything compiled yet: a scan evaluates them once.
  return [
    atMost(`Conditional Access: ${policies} policies evaluated`, ' ms', 50, times[0] ?? Number.NaN, Math.min(...times)),
  ]
}

/** One scan of nothing but Conditional Access, with a stopwatch around what computes. */
async function evaluationMs(policies: number): Promise<number> {
  const watch = { ms: 0 }
  const connector = timed(m365(), watch)
  const simulator = await createM365Simulator({ world: { users: 100, policies }, limits: 'off' })
  const scanner = createScanner({
    connectors: [connector],
    state: createMemoryState(),
    transport: createNodeTransport(),
    clock: createFastClock(40),
  })
  try {
    const permissions = permissionsFor(connector, authKind).map(({ permission }) => permission)
    const { config, credentials } = simulator.integration({ authKind, permissions })
    await scanner.integrations.register({
      id: 'bench',
      connector: connector.id,
      config: { ...config },
      credentials: { ...credentials },
    })
    const only = connector.checks.filter(({ on }) => on.name === evaluated).map(({ id }) => id)
    const { status } = await scanner.scan('bench', { only })
    if (status !== 'complete') throw new Error(`Conditional Access: the scan was ${status}`)
    return watch.ms
  } finally {
    await scanner.close()
    await simulator.close()
  }
}

/** The connector with a stopwatch around its derived resource of all policies taken together, and around its checks. */
function timed(connector: Connector, watch: { ms: number }): Connector {
  const measured = <T>(work: () => T): T => {
    const started = performance.now()
    try {
      return work()
    } finally {
      watch.ms += performance.now() - started
    }
  }
  const resources = connector.resources.map((resource) => {
    const { derived } = resource
    if (resource.name !== evaluated || !derived) return resource
    const items: typeof derived.items = (tables, context) => measured(() => [...derived.items(tables, context)])
    return { ...resource, derived: { ...derived, items } }
  })
  const checks = connector.checks.map((check) => {
    const { evaluate } = check
    const on = resources.find(({ name }) => name === check.on.name) ?? check.on
    if (on.name !== evaluated || !evaluate) return check
    const timedEvaluate: typeof evaluate = (input) => measured(() => evaluate(input))
    return { ...check, on, evaluate: timedEvaluate }
  })
  return { ...connector, resources, checks }
}
