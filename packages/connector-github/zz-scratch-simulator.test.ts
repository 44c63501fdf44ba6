import { connectorConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { github } from './src/connector.ts'
import { githubSimulator } from './src/simulator.ts'
connectorConformance({ connector: github(), simulator: githubSimulator, describe, it, entry: new URL('./src/index.ts', import.meta.url) })
