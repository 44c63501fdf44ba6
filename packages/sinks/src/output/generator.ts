import manifest from '../../package.json' with { type: 'json' }
import type { Generator } from './output.ts'

/** What a report names as its author unless the caller says otherwise. */
export const defaultGenerator: Generator = { name: manifest.name, version: manifest.version }
