import { isIPv4, isIPv6 } from 'node:net'
import { domainSpecProblem, macroStringProblem } from './domain-spec.ts'
import type { SpfMatch, SpfMechanism, SpfModifier, SpfQualifier, SpfRecord, SpfSyntaxError } from './spf-record.ts'

const qualifiers: Readonly<Record<string, SpfQualifier>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' }
const modifierForm = /^([A-Za-z][A-Za-z0-9_.-]*)=(.*)$/s
const directiveForm = /^([+?~-]?)([A-Za-z][A-Za-z0-9_.-]*)(.*)$/s
const dualPrefix = /(?:\/(0|[1-9]\d?))?(?:\/\/(0|[1-9]\d{0,2}))?$/

/** What is wrong with a term. */
interface Problem {
  readonly problem: string
}

type Parsed<T> = T | Problem
/** Says whether a TXT record is an SPF record of version 1, well-formed or not. */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text)
}

/**
 * Reads an SPF record; `undefined` where the text is none. Never throws: what is wrong stands in `errors`.
 * @see https://www.rfc-editor.org/rfc/rfc7208#section-12
 */
export function parseSpf(text: string): SpfRecord | undefined {
  if (!isSpf(text)) return undefined
  const mechanisms: SpfMechanism[] = []
  const modifiers: SpfModifier[] = []
  const errors: SpfSyntaxError[] = []
  const once = new Map<'redirect' | 'exp', string>()
  for (const { 0: term, index: position } of text.matchAll(/[^ ]+/g)) {
    if (position === 0) continue
    const at = { text: term, position }
    const modifier = modifierForm.exec(term)
    const found = modifier ? readModifier(modifier[1] ?? '', modifier[2] ?? '', once) : readDirective(term)
    if ('problem' in found) errors.push({ message: found.problem, term, position })
    else if ('kind' in found) mechanisms.push({ ...at, ...found })
    else if (found.name === 'redirect' || found.name === 'exp') once.set(found.name, found.value)
    else modifiers.push({ ...at, ...found })
  }
  const redirect = once.get('redirect')
  const exp = once.get('exp')
  return {
    text,
    mechanisms,
    ...(redirect !== undefined && { redirect }),
    ...(exp !== undefined && { exp }),
    modifiers,
    errors,
  }
}

function readModifier(
  written: string,
  value: string,
  once: ReadonlyMap<string, string>,
): Parsed<{ readonly name: string; readonly value: string }> {
  const name = written.toLowerCase()
  const known = name === 'redirect' || name === 'exp'
  if (once.has(name)) return { problem: `has ${name} more than once` }
  const problem = known ? domainSpecProblem(value) : macroStringProblem(value)
  return problem ? { problem } : { name, value }
}

function readDirective(term: string): Parsed<SpfMatch & { readonly qualifier: SpfQualifier }> {
  const [, sign = '', name = '', rest = ''] = directiveForm.exec(term) ?? []
  const details = readMechanism(name.toLowerCase(), rest)
  if ('problem' in details) return details
  return { ...details, qualifier: qualifiers[sign] ?? 'pass' }
}

function readMechanism(kind: string, rest: string): Parsed<SpfMatch> {
  switch (kind) {
    case 'all':
      return rest === '' ? { kind } : { problem: 'has something after all' }
    case 'include':
    case 'exists': {
      const domain = rest.slice(1)
      const problem = rest.startsWith(':') ? domainSpecProblem(domain) : 'has no domain'
      return problem ? { problem } : { kind, domain }
    }
    case 'ptr': {
      if (rest === '') return { kind }
      const domain = rest.slice(1)
      const problem = rest.startsWith(':') ? domainSpecProblem(domain) : 'has something after ptr'
      return problem ? { problem } : { kind, domain }
    }
    case 'a':
    case 'mx':
      return readHosts(kind, rest)
    case 'ip4':
    case 'ip6':
      return readNetwork(kind, rest)
    default:
      return { problem: 'is not a mechanism' }
  }
}

function readHosts(kind: 'a' | 'mx', rest: string): Parsed<SpfMatch> {
  const [written = '', four, six] = dualPrefix.exec(rest) ?? []
  const prefix4 = four === undefined ? 32 : Number(four)
  const prefix6 = six === undefined ? 128 : Number(six)
  if (prefix4 > 32 || prefix6 > 128) return { problem: 'has a prefix length that is too long' }
  const target = rest.slice(0, rest.length - written.length)
  if (target === '') return { kind, prefix4, prefix6 }
  const domain = target.slice(1)
  const problem = target.startsWith(':') ? domainSpecProblem(domain) : `has something after ${kind}`
  return problem ? { problem } : { kind, domain, prefix4, prefix6 }
}

function readNetwork(kind: 'ip4' | 'ip6', rest: string): Parsed<SpfMatch> {
  if (!rest.startsWith(':')) return { problem: 'has no address' }
  const slash = rest.indexOf('/')
  const address = rest.slice(1, slash < 0 ? undefined : slash)
  const full = kind === 'ip4' ? 32 : 128
  const isAddress = kind === 'ip4' ? isIPv4(address) : isIPv6(address) && !address.includes('%')
  if (!isAddress) return { problem: `has something that is not an ${kind === 'ip4' ? 'IPv4' : 'IPv6'} address` }
  if (slash < 0) return { kind, address, prefix: full }
  const written = rest.slice(slash + 1)
  const prefix = /^(?:0|[1-9]\d{0,2})$/.test(written) ? Number(written) : Number.NaN
  return prefix <= full ? { kind, address, prefix } : { problem: 'has a prefix length that is not valid' }
}
