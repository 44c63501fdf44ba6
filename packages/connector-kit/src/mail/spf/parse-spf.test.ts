import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSpf } from './parse-spf.ts'

/** The first error of a record with one term. */
function errorOf(term: string): string | undefined {
  return parseSpf(`v=spf1 ${term}`)?.errors[0]?.message
}

describe('parseSpf', () => {
  it.each(['v=spf10', 'v=spf', 'v=spf1\t-all', ' v=spf1', 'spf2.0/pra +all', 'v=DMARC1; p=none', ''])(
    'takes %j for no SPF record',
    (text) => {
      expect(parseSpf(text)).toBeUndefined()
    },
  )

  it('reads a record without terms', () => {
    expect(parseSpf('V=SPF1')).toEqual({ text: 'V=SPF1', mechanisms: [], modifiers: [], errors: [] })
  })

  it('reads every mechanism, qualifier and modifier with its position', () => {
    const record = parseSpf(
      'v=spf1  a mx/24 -A:mail.example.com/24//64 ?ptr ~ptr:example.net +ip4:192.0.2.0/24 ip6:2001:db8::/32 include:_spf.example.net exists:%{ir}.list.example.net exp=why.example.com moo=cow redirect=%{d2}.example.org -all ',
    )
    expect(record?.errors).toEqual([])
    expect(record?.mechanisms.map(({ text: _text, position: _position, ...rest }) => rest)).toEqual([
      { kind: 'a', qualifier: 'pass', prefix4: 32, prefix6: 128 },
      { kind: 'mx', qualifier: 'pass', prefix4: 24, prefix6: 128 },
      { kind: 'a', qualifier: 'fail', domain: 'mail.example.com', prefix4: 24, prefix6: 64 },
      { kind: 'ptr', qualifier: 'neutral' },
      { kind: 'ptr', qualifier: 'softfail', domain: 'example.net' },
      { kind: 'ip4', qualifier: 'pass', address: '192.0.2.0', prefix: 24 },
      { kind: 'ip6', qualifier: 'pass', address: '2001:db8::', prefix: 32 },
      { kind: 'include', qualifier: 'pass', domain: '_spf.example.net' },
      { kind: 'exists', qualifier: 'pass', domain: '%{ir}.list.example.net' },
      { kind: 'all', qualifier: 'fail' },
    ])
    expect(record?.mechanisms[1]).toMatchObject({ text: 'mx/24', position: 10 })
    expect(record?.redirect).toBe('%{d2}.example.org')
    expect(record?.exp).toBe('why.example.com')
    expect(record?.modifiers).toMatchObject([{ name: 'moo', value: 'cow', text: 'moo=cow' }])
  })

  it.each([
    'a:example.com/0',
    'a//0',
    'a/0//0',
    'mx//32',
    'a:%{d}/24',
    'a:example.com.',
    'a:museum.a1-b',
    'include:%{l1r-}.x.%{d}',
    'exists:%{i}._spf.%{h}',
    'exists:%%%_%-.example.com',
    'a:foo/bar.example.com',
    'ip4:255.255.255.255/32',
    'ip4:1.2.3.4/0',
    'ip6:::1',
    'ip6:::ffff:192.0.2.1/96',
    'unknown-modifier=',
    'x.y_z=%{s}',
    'INCLUDE:EXAMPLE.COM',
  ])('accepts %s', (term) => {
    expect(errorOf(term)).toBeUndefined()
  })

  it.each([
    ['al', 'is not a mechanism'],
    ['-', 'is not a mechanism'],
    ['--all', 'is not a mechanism'],
    ['all.', 'is not a mechanism'],
    ['v=spf1\u{e4}', 'character or macro'],
    ['all:example.com', 'something after all'],
    ['all/8', 'something after all'],
    ['include', 'no domain'],
    ['include:', 'no domain'],
    ['include:localhost', 'top label'],
    ['include:example.com/24', 'top label'],
    ['include:example.123', 'top label'],
    ['include:example.-com', 'top label'],
    ['include:example.com..', 'top label'],
    ['exists', 'no domain'],
    ['exists:%{c}', 'explanations only'],
    ['exists:%{x}.example.com', 'character or macro'],
    ['exists:%{d0}', 'keeps no label'],
    ['exists:%(ir).example.com', 'character or macro'],
    ['exists:example.com%', 'character or macro'],
    ['exists:%%{d}', 'top label'],
    ['a:', 'no domain'],
    ['a/33', 'too long'],
    ['a//129', 'too long'],
    ['a/024', 'something after a'],
    ['a/24/32', 'something after a'],
    ['mx:example.com/', 'top label'],
    ['a:\u{fc}ber.example.com', 'character or macro'],
    ['ptr/8', 'something after ptr'],
    ['ip4', 'no address'],
    ['ip4:192.0.2', 'not an IPv4'],
    ['ip4:192.0.2.01', 'not an IPv4'],
    ['ip4:192.0.2.1/33', 'prefix length'],
    ['ip4:192.0.2.1/08', 'prefix length'],
    ['ip4:192.0.2.1/', 'prefix length'],
    ['ip4:192.0.2.1:25', 'not an IPv4'],
    ['ip4=192.0.2.1', undefined],
    ['ip6:2001:db8::/129', 'prefix length'],
    ['ip6:fe80::1%eth0', 'not an IPv6'],
    ['redirect=', 'no domain'],
    ['redirect:example.com', 'is not a mechanism'],
    ['redirect=a.example redirect=a.example', 'redirect more than once'],
    ['exp=a.example exp=b.example', 'exp more than once'],
    ['moo=%{', 'character or macro'],
  ])('says what is wrong with %s', (term, message) => {
    if (message === undefined) expect(errorOf(term)).toBeUndefined()
    else expect(errorOf(term)).toContain(message)
  })

  it('says where the error is, and reads on', () => {
    const record = parseSpf('v=spf1 mx ipv4:192.0.2.1 -all')
    expect(record?.errors).toEqual([{ message: 'is not a mechanism', term: 'ipv4:192.0.2.1', position: 10 }])
    expect(record?.mechanisms.map(({ kind }) => kind)).toEqual(['mx', 'all'])
  })

  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[+?~-]?(all|a|mx|ptr|include|exists|ip4|ip6|redirect|exp)[:=/]?[a-z%{}./0-9:-]{0,20}$/),
  )

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = `v=spf1 ${words.join(' ')}`
        const record = parseSpf(text)
        for (const { position, term } of record?.errors ?? []) {
          expect(text.slice(position, position + term.length)).toBe(term)
        }
        for (const { position, text: term } of record?.mechanisms ?? []) {
          expect(text.slice(position, position + term.length)).toBe(term)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ' a',
    ' ',
    'a',
    '%',
    '%{d',
    ' a:%{d1',
    '.a',
    ' a:.a-',
    '1',
    ' x=',
    '/',
    '//1',
    ' ip4:1.1.1.1',
    ' redirect=a.b',
    '::',
    '{',
    '-',
  ])('reads 64 kB of %j in no time', (unit) => {
    for (const head of ['v=spf1 ', 'v=spf1 a:', 'v=spf1 ip6:', 'v=spf1 include:a.']) {
      const before = performance.now()
      parseSpf(head + unit.repeat(65_536 / unit.length))
      parseSpf(`${head + unit.repeat(65_536 / unit.length)}!`)
      expect(performance.now() - before).toBeLessThan(1000)
    }
  })
})
