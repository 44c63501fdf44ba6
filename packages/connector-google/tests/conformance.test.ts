import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { connectorConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { google } from '../src/index.ts'
import { googleSimulator, googleSimulatorZone } from '../src/simulator.ts'

const connector = google({ resolver: createFakeResolver(googleSimulatorZone) })

connectorConformance({
  connector,
  simulator: googleSimulator,
  describe,
  it,
  dialects: ['google'],
  entry: new URL('../src/index.ts', import.meta.url),
})
