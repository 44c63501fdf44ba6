import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeResolver } from '../dns/create-fake-resolver.ts'
import { resolveSpf } from './resolve-spf.ts'

const { signal } = new AbortController()
const domains = ['a.example', 'b.example', 'c.example']
const results = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const
type Result = (typeof results)[keyof typeof results] | 'permerror'

/** One term; networks are eighths of all addresses or larger. */
type Term =
  | { readonly kind: 'all'; readonly sign: keyof typeof results }
  | { readonly kind: 'ip4'; readonly sign: keyof typeof results; readonly block: number; readonly prefix: number }
  | { readonly kind: 'include'; readonly sign: keyof typeof results; readonly domain: string }
  | { readonly kind: 'redirect'; readonly domain: string }
type Zone = Readonly<Record<string, readonly Term[] | undefined>>

const sign = fc.constantFrom(...(['+', '-', '~', '?'] as const))
const domain = fc.constantFrom(...domains)
const term: fc.Arbitrary<Term> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('all' as const), sign }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('ip4' as const),
      sign,
      block: fc.nat({ max: 7 }),
      prefix: fc.nat({ max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('include' as const), sign, domain }) },
)
const redirect: fc.Arbitrary<readonly Term[]> = fc
  .option(domain)
  .map((target) => (target ? [{ kind: 'redirect', domain: target }] : []))
const record = fc.tuple(fc.array(term, { maxLength: 6 }), redirect).map((parts) => parts.flat())
const zone: fc.Arbitrary<Zone> = fc
  .tuple(record, fc.option(record), fc.option(record))
  .map((records) => Object.fromEntries(records.map((terms, index) => [domains[index] ?? '', terms ?? undefined])))

function write(terms: readonly Term[]): string {
  const words = terms.map((part) => {
    if (part.kind === 'redirect') return `redirect=${part.domain}`
    if (part.kind === 'all') return `${part.sign}all`
    return part.kind === 'include'
      ? `${part.sign}include:${part.domain}`
      : `${part.sign}ip4:${part.block * 32}.0.0.0/${part.prefix}`
  })
  return ['v=spf1', ...words].join(' ')
}

/** What RFC 7208 says of one sender, term by term. Every look-up beyond the tenth is an error. */
function evaluate(records: Zone, name: string, block: number, budget: { left: number }): Result {
  const terms = records[name]
  if (!terms) return 'permerror'
  for (const part of terms) {
    if (part.kind === 'redirect') continue
    if (part.kind === 'all') return results[part.sign]
    if (part.kind === 'ip4') {
      if (block >> (3 - part.prefix) === part.block >> (3 - part.prefix)) return results[part.sign]
      continue
    }
    if (budget.left-- === 0) return 'permerror'
    const included = evaluate(records, part.domain, block, budget)
    if (included === 'permerror') return 'permerror'
    if (included === 'pass') return results[part.sign]
  }
  const target = terms.find((part) => part.kind === 'redirect')
  if (!target || terms.some(({ kind }) => kind === 'all')) return 'neutral'
  if (budget.left-- === 0) return 'permerror'
  return evaluate(records, target.domain, block, budget)
}

describe('resolveSpf and an evaluation sender by sender', () => {
  it('agree on who passes', async () => {
    let judged = 0
    await fc.assert(
      fc.asyncProperty(zone, async (records) => {
        const texts = Object.entries(records).flatMap(([name, terms]) =>
          terms ? [[name, { txt: [write(terms)] }]] : [],
        )
        const result = await resolveSpf('a.example', createFakeResolver(Object.fromEntries(texts)), signal)
        // Multicast and reserved addresses, the last eighth, send nothing.
        const said = [0, 1, 2, 3, 4, 5, 6].map((block) => evaluate(records, 'a.example', block, { left: 10 }))
        // A sender that matches early does not reach the error behind it; one that matches nothing does.
        if (said.includes('permerror')) expect(result.status).toBe('permerror')
        if (result.status !== 'ok') return
        judged++
        const passing = said.filter((one) => one === 'pass').length / 7
        expect(result.passing.ipv4).toBeCloseTo(passing, 5)
        if (passing === 1) expect(result.passing.ipv4).toBe(1)
      }),
      { numRuns: 2000 },
    )
    expect(judged).toBeGreaterThan(500)
  })
})
