import { describe, expect, it } from 'vitest'
import { faultTests } from './fault-tests.ts'

const titlesOf = (text: string) =>
  faultTests({ path: 'a.test.ts', text }).map(({ faults, title }) => [faults.join(' '), title])

describe('tests that name faults', () => {
  it('are found in plain, quoted and computed titles', () => {
    expect(titlesOf("it('[F13] a cut body is read again', f)")).toEqual([['F13', 'a cut body is read again']])
    expect(titlesOf('it("[F21] the token\'s end", f)')).toEqual([['F21', "the token's end"]])
    expect(titlesOf("it('[F22] the token\\'s end', f)")).toEqual([['F22', "the token's end"]])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the title of a computed test
    expect(titlesOf('it.each(rows)(`[F01] waits ${seconds} s`, f)')).toEqual([['F01', 'waits … s']])
  })

  it('may name several faults', () => {
    expect(titlesOf("it('[F13][F14] x', f)\nit(\n  '[F15, F16] y', f)")).toEqual([
      ['F13 F14', 'x'],
      ['F15 F16', 'y'],
    ])
  })

  it('name them at the start of the title', () => {
    expect(titlesOf("it('a body [F13] is read', f)")).toEqual([])
  })
})
