import { byName, parseTagList } from '../tag-list.ts'
import type { DmarcPolicy, DmarcRecord, DmarcReportUri } from './dmarc-record.ts'

const policies: ReadonlySet<string> = new Set<DmarcPolicy>(['none', 'quarantine', 'reject'])

/** Says whether a TXT record is a DMARC record: the version comes first and is written just so. */
export function isDmarc(text: string): boolean {
  return /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text)
}

/**
 * Reads a DMARC record by RFC 7489 and RFC 9989; `undefined` where the text is none. Never throws: what is odd stands
 * in `problems`. Tags that neither knows are ignored.
 * @see https://www.rfc-editor.org/rfc/rfc7489#section-6.3
 */
export function parseDmarc(text: string): DmarcRecord | undefined {
  if (!isDmarc(text)) return undefined
  const { tags, odd } = parseTagList(text)
  const { values, repeated } = byName(tags.map(({ name, value }) => ({ name: name.toLowerCase(), value })))
  const problems: string[] = []
  if (odd.length > 0) problems.push('has something that is not a tag')
  if (repeated.length > 0) problems.push(`has the tag ${repeated.slice(0, 5).join(', ')} more than once`)
  let validPolicies = values.has('p')
  if (!validPolicies) problems.push('has no p tag')
  const policy = (name: 'p' | 'sp' | 'np'): DmarcPolicy | undefined => {
    const value = values.get(name)?.toLowerCase()
    if (value === undefined) return undefined
    if (isPolicy(value) && !repeated.includes(name)) return value
    validPolicies = false
    if (!isPolicy(value)) problems.push(`has a ${name} tag that is not a policy`)
    return undefined
  }
  const number = (name: 'pct' | 'ri', most: number, otherwise: number): number => {
    const value = values.get(name)
    if (value === undefined) return otherwise
    if (/^\d{1,10}$/.test(value) && Number(value) <= most) return Number(value)
    problems.push(`has a ${name} tag that is not valid`)
    return otherwise
  }
  const choice = <T>(name: string, choices: Readonly<Record<string, T>>, otherwise: T): T => {
    const value = values.get(name)?.toLowerCase()
    if (value === undefined) return otherwise
    const chosen = Object.hasOwn(choices, value) ? choices[value] : undefined
    if (chosen === undefined) problems.push(`has a ${name} tag that is not valid`)
    return chosen ?? otherwise
  }
  const uris = (name: 'rua' | 'ruf'): readonly DmarcReportUri[] => {
    const value = values.get(name)
    if (value === undefined) return []
    const written = value.split(',').map((uri) => uri.trim())
    const valid = written.map(reportUri).filter((uri) => uri !== undefined)
    if (valid.length < written.length) problems.push(`has a ${name} tag with something that is not a URI`)
    return valid
  }
  const p = policy('p')
  const sp = policy('sp')
  const np = policy('np')
  const alignments = { r: 'relaxed', s: 'strict' } as const
  const record: DmarcRecord = {
    text,
    ...(p && { policy: p }),
    ...(sp && { subdomainPolicy: sp }),
    ...(np && { nonexistentPolicy: np }),
    percent: number('pct', 100, 100),
    testing: choice('t', { y: true, n: false }, false),
    publicSuffix: choice<'y' | 'n' | 'u'>('psd', { y: 'y', n: 'n', u: 'u' }, 'u'),
    dkimAlignment: choice<'relaxed' | 'strict'>('adkim', alignments, 'relaxed'),
    spfAlignment: choice<'relaxed' | 'strict'>('aspf', alignments, 'relaxed'),
    aggregateReports: uris('rua'),
    failureReports: uris('ruf'),
    failureOptions: (values.get('fo') ?? '0').split(':').map((option) => option.trim()),
    interval: number('ri', 2 ** 32 - 1, 86_400),
    validPolicies,
    problems,
  }
  return record
}

function isPolicy(value: string): value is DmarcPolicy {
  return policies.has(value)
}

/** A URI with an optional greatest size: `mailto:reports@example.com!10m`. */
function reportUri(text: string): DmarcReportUri | undefined {
  const mark = text.lastIndexOf('!')
  const limit = mark < 0 ? undefined : text.slice(mark + 1)
  const sized = limit !== undefined && /^\d{1,20}[kmgt]?$/i.test(limit)
  const uri = sized ? text.slice(0, mark) : text
  const colon = uri.indexOf(':')
  const rest = uri.slice(colon + 1)
  if (!/^[a-z][a-z0-9+.-]*$/i.test(uri.slice(0, Math.max(colon, 0))) || rest === '' || /[\s!]/.test(rest))
    return undefined
  if (/^mailto:/i.test(uri) && !isAddress(rest)) return undefined
  return sized ? { uri, limit } : { uri }
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && at < text.length - 1
}
