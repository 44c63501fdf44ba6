import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { connectorConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { m365 } from '../src/index.ts'
import { m365Simulator, m365SimulatorZone } from '../src/simulator.ts'

const connector = m365({ resolver: createFakeResolver(m365SimulatorZone) })

connectorConformance({
  connector,
  simulator: m365Simulator,
  describe,
  it,
  dialects: ['microsoft'],
  entry: new URL('../src/index.ts', import.meta.url),
})
