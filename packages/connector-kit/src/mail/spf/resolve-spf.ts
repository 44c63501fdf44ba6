import { confirmDomain } from '../confirm-domain.ts'
import { dnsName } from '../dns/dns-name.ts'
import type { DnsResolver } from '../dns/dns-resolver.ts'
import { isSpf, parseSpf } from './parse-spf.ts'
import { createSpfLookups, spfLimits } from './spf-lookups.ts'
import type { SpfProblem, SpfResult } from './spf-result.ts'
import { walkSpf } from './walk-spf.ts'

/**
 * Reads the SPF of a domain and of all records that it refers to, as receivers would, for all senders at once.
 * @throws ProviderError where DNS does not answer, or does not know the domain
 * @see https://www.rfc-editor.org/rfc/rfc7208
 */
export async function resolveSpf(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<SpfResult> {
  const name = dnsName(domain) ?? domain
  const records = (await resolver.txt(name, signal)).filter(isSpf)
  const [text] = records
  const record = text === undefined ? undefined : parseSpf(text)
  if (text === undefined || !record) {
    await confirmDomain(name, resolver, signal)
    return { status: 'none', domain: name }
  }
  const permerror = (problems: readonly SpfProblem[]): SpfResult => ({
    status: 'permerror',
    domain: name,
    records,
    problems,
  })
  if (records.length > 1) {
    const message = `${name} has ${records.length} SPF records; receivers disregard all of them`
    return permerror([{ kind: 'several-records', message, domain: name }])
  }
  if (record.errors.length > 0) {
    return permerror(
      record.errors.map(({ message, term, position }) => ({
        kind: 'syntax',
        message: `The term at character ${position + 1} ${message}`,
        domain: name,
        term,
      })),
    )
  }
  const lookups = createSpfLookups(resolver, signal)
  const walk = await walkSpf(record, name, lookups)
  const problems = [...lookups.problems, ...exceeded(name, lookups)]
  return problems.length === 0
    ? { status: 'ok', domain: name, records, record: text, ...walk }
    : { status: 'permerror', domain: name, records, problems, walk }
}

function exceeded(
  domain: string,
  found: { readonly count: number; readonly voids: number; readonly stopped: boolean },
): SpfProblem[] {
  const problems: SpfProblem[] = []
  if (found.count > spfLimits.lookups) {
    const message = `It takes ${found.stopped ? 'at least ' : ''}${found.count} look-ups; receivers give up after ${spfLimits.lookups}`
    problems.push({ kind: 'too-many-lookups', message, domain })
  }
  if (found.voids > spfLimits.voidLookups) {
    const message = `${found.voids} look-ups find nothing; receivers give up after ${spfLimits.voidLookups}`
    problems.push({ kind: 'too-many-void-lookups', message, domain })
  }
  return problems
}
