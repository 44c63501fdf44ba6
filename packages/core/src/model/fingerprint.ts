import { hash } from 'node:crypto'
import type { FindingChangeType } from './finding.ts'

/** 128 bits of SHA-256 over parts that cannot run into each other. */
function digest(parts: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32)
}

/** What makes a finding the same finding in the next scan. */
export interface FindingIdentity {
  readonly connector: string
  /** The vendor's id of the tenant. */
  readonly tenant: string
  readonly check: string
  /** The resource's key of the item. */
  readonly item: string
  readonly part?: string
}

/** The stable identity of a finding: 32 hexadecimal digits; no names, no severity, no message. */
export function fingerprintOf(identity: FindingIdentity): string {
  const { connector, tenant, check, item, part } = identity
  return digest([connector, tenant, check, item, part ?? null])
}

/** Whose finding it is: two integrations of one tenant have the same fingerprints. */
export interface FindingOwner {
  readonly integration: string
  /** When the integration was added: one that is added again under the same id begins anew. */
  readonly addedAt: string
}

/** The identity of a change: a crash before the commit makes the same id again. */
export function changeIdOf(
  { integration, addedAt }: FindingOwner,
  fingerprint: string,
  revision: number,
  type: FindingChangeType,
): string {
  return digest([integration, addedAt, fingerprint, revision, type])
}

/** Identifies a set of values; equal values give equal digests. */
export function digestOf(value: unknown): string {
  return digest([JSON.stringify(value)])
}
