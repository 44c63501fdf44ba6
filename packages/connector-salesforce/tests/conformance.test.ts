import { connectorConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { salesforce } from '../src/index.ts'
import { salesforceSimulator } from '../src/simulator.ts'

connectorConformance({
  connector: salesforce(),
  simulator: salesforceSimulator,
  describe,
  it,
  dialects: ['salesforce'],
  entry: new URL('../src/index.ts', import.meta.url),
})
