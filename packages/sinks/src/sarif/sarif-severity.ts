import type { Severity } from '@opencasb/core'
import type { SarifLevel } from './sarif-log.ts'

/** A severity in the words of SARIF and of the viewers that read it. */
export interface SarifSeverity {
  readonly level: SarifLevel
  /** From 0 to 100, most urgent last. */
  readonly rank: number
  /** The score that GitHub turns back into critical, high, medium or low: over 9.0, from 7.0, from 4.0, from 0.1. */
  readonly securitySeverity: string
}

/** How severities are told to viewers. */
export const sarifSeverity: Readonly<Record<Severity, SarifSeverity>> = {
  critical: { level: 'error', rank: 95, securitySeverity: '9.5' },
  high: { level: 'error', rank: 80, securitySeverity: '8.0' },
  medium: { level: 'warning', rank: 55, securitySeverity: '5.5' },
  low: { level: 'note', rank: 25, securitySeverity: '2.5' },
}
