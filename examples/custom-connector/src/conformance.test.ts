import { connectorConformance } from '@opencasb/testkit'
import { describe, it } from 'vitest'
import { acmeNotes } from './index.ts'
import { acmeNotesSimulator } from './simulator.ts'

connectorConformance({
  connector: acmeNotes(),
  simulator: acmeNotesSimulator,
  entry: new URL('./index.ts', import.meta.url),
  describe,
  it,
})
