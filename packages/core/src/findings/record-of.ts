import type { FindingRecord } from '../contract/state.ts'
import { ConfigError } from '../errors/config-error.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import type { FindingRef } from './findings-service.ts'

const shortestFingerprint = 6

/** The findings that a fingerprint, or the beginning of one, may mean. */
export async function findRecords({ state }: ScannerContext, ref: FindingRef): Promise<readonly FindingRecord[]> {
  const { fingerprint, integration } = partsOf(ref)
  return state.findings.find(fingerprint, integration)
}

/** The one finding that it means. @throws ConfigError where there is none, or several */
export async function recordOf(context: ScannerContext, ref: FindingRef): Promise<FindingRecord> {
  const field = 'fingerprint'
  const { fingerprint } = partsOf(ref)
  if (fingerprint.length < shortestFingerprint) {
    throw new ConfigError(`${field}: give at least ${shortestFingerprint} characters of it`, { field })
  }
  const found = await findRecords(context, ref)
  if (found.length === 1 && found[0]) return found[0]
  const problem = found.length === 0 ? 'there is no finding' : `there are ${found.length} findings`
  throw new ConfigError(`${field}: ${problem} whose fingerprint begins with "${fingerprint}"`, { field })
}

/** An integration that is missing would look for the finding in all of them. */
function partsOf(ref: FindingRef): { readonly fingerprint: string; readonly integration?: string } {
  if (typeof ref === 'string') return { fingerprint: ref }
  if (typeof ref?.fingerprint === 'string' && typeof ref.integration === 'string') return ref
  throw new ConfigError('finding: give its fingerprint, or an object with "integration" and "fingerprint"', {
    field: 'finding',
  })
}
