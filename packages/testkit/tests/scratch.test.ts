import { describe, it } from 'vitest'
import { connectorConformance } from '../src/index.ts'
import { github } from '@opencasb/connector-github'
import { githubSimulator } from '@opencasb/connector-github/simulator'
connectorConformance({ connector: github(), simulator: githubSimulator, describe, it, authKinds:['pat-classic'], dialects: ['github','graphql'] })
