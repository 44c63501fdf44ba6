import { confirmDomain } from '../confirm-domain.ts'
import { dnsName } from '../dns/dns-name.ts'
import type { DnsResolver } from '../dns/dns-resolver.ts'
import { organizationalDomain } from '../organizational-domain.ts'
import type { DmarcPolicy, DmarcRecord } from './dmarc-record.ts'
import type { DmarcInvalid, DmarcResult } from './dmarc-result.ts'
import { isDmarc, parseDmarc } from './parse-dmarc.ts'

/** The record at one name, as receivers read it. */
type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly result: DmarcInvalid }
  | { readonly kind: 'ok'; readonly record: DmarcRecord }

/**
 * Reads the DMARC policy that applies to a domain and to its subdomains: its own record, or else that of the
 * organisational domain above it.
 * @throws ProviderError where DNS does not answer, or does not know the domain
 * @see https://www.rfc-editor.org/rfc/rfc7489#section-6.6.3
 */
export async function resolveDmarc(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<DmarcResult> {
  const name = dnsName(domain) ?? domain
  const organization = organizationalDomain(name)
  const above = organization !== undefined && organization !== name ? `_dmarc.${organization}` : undefined
  const at = `_dmarc.${name}`
  const own = await readAt(at, name, resolver, signal)
  const parent: Found = above === undefined ? { kind: 'none' } : await readAt(above, name, resolver, signal)
  if (own.kind === 'invalid') return own.result
  // Subdomains without a record go by the organisational domain, whatever the names between publish.
  const rules = parent.kind === 'ok' ? parent.record : undefined
  if (own.kind === 'ok') return applied(name, at, own.record, policyOf(own.record), rules ?? own.record)
  if (parent.kind === 'invalid') return parent.result
  if (rules === undefined || above === undefined) {
    await confirmDomain(name, resolver, signal)
    return { status: 'none', domain: name, asked: above === undefined ? [at] : [at, above] }
  }
  return { ...applied(name, above, rules, subdomainPolicyOf(rules), rules), inherited: true }
}

function applied(
  domain: string,
  foundAt: string,
  record: DmarcRecord,
  policy: DmarcPolicy,
  rules: DmarcRecord,
): Extract<DmarcResult, { status: 'ok' }> {
  const subdomainPolicy = subdomainPolicyOf(rules)
  return {
    status: 'ok',
    domain,
    foundAt,
    inherited: false,
    record,
    policy,
    subdomainPolicy,
    nonexistentPolicy: (rules.validPolicies ? rules.nonexistentPolicy : undefined) ?? subdomainPolicy,
    percent: record.percent,
    testing: record.testing,
    problems: record.problems,
  }
}

/** A record that is not valid in its policies counts as `p=none`. */
function policyOf(record: DmarcRecord): DmarcPolicy {
  return (record.validPolicies ? record.policy : undefined) ?? 'none'
}

function subdomainPolicyOf(record: DmarcRecord): DmarcPolicy {
  return (record.validPolicies ? record.subdomainPolicy : undefined) ?? policyOf(record)
}

async function readAt(foundAt: string, domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<Found> {
  const records = (await resolver.txt(foundAt, signal)).filter(isDmarc)
  const [text] = records
  const record = text === undefined ? undefined : parseDmarc(text)
  if (!record) return { kind: 'none' }
  const invalid = (reason: DmarcInvalid['reason'], problems: readonly string[]): Found => ({
    kind: 'invalid',
    result: { status: 'invalid', domain, foundAt, reason, records, problems },
  })
  if (records.length > 1) return invalid('several-records', [`${foundAt} has ${records.length} DMARC records`])
  if (!record.validPolicies && record.aggregateReports.length === 0) return invalid('no-valid-policy', record.problems)
  return { kind: 'ok', record }
}
