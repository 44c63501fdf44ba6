import type { FindingFilter, FindingGroup, ListOptions, ListPage } from '../contract/state.ts'
import type { Finding, FindingHistoryEntry } from '../model/finding.ts'
import type { Severity } from '../model/severity.ts'

/** Who acts, and why. */
export interface Action {
  /** The person or system that acts, as the host names it. */
  readonly by: string
  readonly note?: string
}

/** Accepting a risk. */
export interface IgnoreAction {
  readonly by: string
  /** Why the risk is accepted; required. */
  readonly reason: string
  /** When the finding comes back by itself. @default never */
  readonly until?: Date
}

/**
 * Names a finding: by its fingerprint, or by that within one integration, so that a host with many customers reaches
 * nothing of another one's.
 */
export type FindingRef = string | { readonly integration: string; readonly fingerprint: string }

/**
 * Findings as hosts read and handle them. The beginning of a fingerprint will do where it is unambiguous.
 * All actions throw a `ConfigError` where the finding does not exist or the action does not fit its state.
 */
export interface FindingsService {
  /** Most urgent first. Without a `state` filter: everything that is not resolved. */
  list(filter?: FindingFilter, options?: ListOptions): Promise<ListPage<Finding>>
  /** All pages of {@link list}, one finding at a time. */
  all(filter?: FindingFilter): AsyncIterable<Finding>
  count(filter?: FindingFilter, by?: FindingGroup): Promise<Readonly<Record<string, number>>>
  get(finding: FindingRef): Promise<Finding | undefined>
  history(finding: FindingRef): Promise<readonly FindingHistoryEntry[]>
  ignore(finding: FindingRef, action: IgnoreAction): Promise<Finding>
  acknowledge(finding: FindingRef, action: Action): Promise<Finding>
  /** Takes an ignore or an acknowledgement back. */
  reopen(finding: FindingRef, action: Action): Promise<Finding>
  /** Sets the severity of this finding, whatever check and policy say. */
  setSeverity(finding: FindingRef, severity: Severity, action: Action): Promise<Finding>
  /** Puts back what check and policy say, at once. */
  resetSeverity(finding: FindingRef, action: Action): Promise<Finding>
}
