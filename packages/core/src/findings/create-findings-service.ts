import type { FindingFilter } from '../contract/state.ts'
import type { FindingState } from '../model/finding.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import type { FindingActs } from './finding-acts.ts'
import type { FindingsService } from './findings-service.ts'
import { findRecords, recordOf } from './record-of.ts'

const unresolved: readonly FindingState[] = ['open', 'acknowledged', 'ignored', 'reopened']

/** Makes the findings service of a scanner. */
export function createFindingsService(context: ScannerContext): FindingsService {
  const { findings } = context.state
  const withState = (filter: FindingFilter = {}): FindingFilter =>
    filter.state ? filter : { ...filter, state: unresolved }
  // Loaded when it is first needed: scans and listings do without it.
  const acts = async (): Promise<FindingActs> => (await import('./finding-acts.ts')).findingActs(context)

  return {
    list: (filter, options = {}) => findings.list(withState(filter), options),
    async *all(filter) {
      let after: string | undefined
      do {
        const page = await findings.list(withState(filter), { limit: 1_000, ...(after !== undefined && { after }) })
        yield* page.items
        after = page.cursor
      } while (after !== undefined)
    },
    count: (filter, by = 'severity') => findings.count(withState(filter), by),
    async get(ref) {
      const found = await findRecords(context, ref)
      return found.length === 1 ? found[0]?.finding : undefined
    },
    async history(ref) {
      const { finding } = await recordOf(context, ref)
      return findings.history(finding.integration, finding.fingerprint)
    },
    ignore: async (ref, action) => (await acts()).ignore(ref, action),
    acknowledge: async (ref, action) => (await acts()).acknowledge(ref, action),
    reopen: async (ref, action) => (await acts()).reopen(ref, action),
    setSeverity: async (ref, severity, action) => (await acts()).setSeverity(ref, severity, action),
    resetSeverity: async (ref, action) => (await acts()).resetSeverity(ref, action),
  }
}
