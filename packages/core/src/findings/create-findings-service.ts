import type { FindingFilter } from '../contract/state.ts'
import { checkListOptions } from '../given/check-list-options.ts'
import type { FindingState } from '../model/finding.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { checkFindingFilter, checkFindingGroup } from './check-finding-filter.ts'
import type { FindingActs } from './finding-acts.ts'
import type { FindingsService } from './findings-service.ts'
import { findRecords, recordOf } from './record-of.ts'

const unresolved: readonly FindingState[] = ['open', 'acknowledged', 'ignored', 'reopened']

/** Makes the findings service of a scanner. */
export function createFindingsService(context: ScannerContext): FindingsService {
  const { findings } = context.state
  const read = (filter: FindingFilter = {}): FindingFilter => {
    checkFindingFilter(filter)
    return filter.state ? filter : { ...filter, state: unresolved }
  }
  // Loaded when it is first needed: scans and listings do without it.
  const acts = async (): Promise<FindingActs> => (await import('./finding-acts.ts')).findingActs(context)

  return {
    list: async (filter, options) => findings.list(read(filter), checkListOptions(options)),
    async *all(filter) {
      const wanted = read(filter)
      let after: string | undefined
      do {
        const page = await findings.list(wanted, { limit: 1_000, ...(after !== undefined && { after }) })
        yield* page.items
        after = page.cursor
      } while (after !== undefined)
    },
    async count(filter, by = 'severity') {
      checkFindingGroup(by)
      return findings.count(read(filter), by)
    },
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
