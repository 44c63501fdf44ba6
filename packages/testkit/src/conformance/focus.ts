import type { Connector } from '@opencasb/core'
import { needsByRead } from './dependencies.ts'
import type { ReferenceScan } from './reference-scan.ts'

/**
 * Which checks a rule scans with: a rule about one page need not read everything else time and again.
 * - `all`: every check
 * - `light`: without those that read a facet which takes requests of its own
 * - `stream`: of these, those that read the resource type with the most pages
 * - `facet`: those that read the facet with the most requests
 */
export type Focus = 'all' | 'light' | 'stream' | 'facet'

/** The checks of a focus, told from a scan with all of them; all of them where none is left. */
export function checksInFocus(connector: Connector, reference: ReferenceScan, focus: Focus): readonly string[] {
  const slow = new Set(reference.sources.flatMap(({ kind, name }) => (kind === 'facet' && name ? [name] : [])))
  const choose = (...conditions: readonly ((reads: ReadonlyMap<string, unknown>) => boolean)[]): readonly string[] => {
    const chosen = connector.checks.filter((check) => conditions.every((holds) => holds(needsByRead(check))))
    return chosen.map(({ id }) => id)
  }
  const isLight = (reads: ReadonlyMap<string, unknown>): boolean => [...reads.keys()].every((name) => !slow.has(name))
  const readsMain = (reads: ReadonlyMap<string, unknown>): boolean => reads.has(reference.mainResource)
  const readsFacet = (reads: ReadonlyMap<string, unknown>): boolean => reads.has(reference.mainFacet ?? '')
  const all = choose()
  const firstOf = (...choices: readonly (readonly string[])[]): readonly string[] =>
    choices.find((choice) => choice.length > 0) ?? all
  switch (focus) {
    case 'all':
      return all
    case 'light':
      return firstOf(choose(isLight))
    case 'stream':
      return firstOf(choose(isLight, readsMain), choose(readsMain))
    case 'facet':
      return firstOf(choose(readsFacet))
  }
}
