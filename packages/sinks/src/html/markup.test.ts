import { describe, expect, it } from 'vitest'
import { hostileStrings } from '../../tests/fixture/hostile-scan.ts'
import { escapeHtml, markup } from './markup.ts'

describe('markup', () => {
  it('escapes what is put into it, and nothing that it made itself', () => {
    const inner = markup`<b>${'<i>'}</b>`
    expect(String(markup`<p title="${`"x" & 'y'`}">${inner}${[1, undefined, ' ', inner]}</p>`)).toBe(
      '<p title="&quot;x&quot; &amp; &#39;y&#39;"><b>&lt;i&gt;</b>1 <b>&lt;i&gt;</b></p>',
    )
  })

  it.each(hostileStrings)('[F33] lets nothing of %j become a tag, an attribute or an entity', (text) => {
    expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
  })

  it.each(hostileStrings)('[F31] [F36] shows %j without controls and lone surrogates', (text) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(escapeHtml(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ufeff]/)
    expect(escapeHtml(text).isWellFormed()).toBe(true)
  })
})
