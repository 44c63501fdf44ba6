import { connectorConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { github } from '../src/index.ts'
import { githubSimulator } from '../src/simulator.ts'

connectorConformance({
  connector: github(),
  simulator: githubSimulator,
  describe,
  it,
  dialects: ['github', 'graphql'],
  entry: new URL('../src/index.ts', import.meta.url),
})
