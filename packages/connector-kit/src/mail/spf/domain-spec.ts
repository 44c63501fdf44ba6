// One macro: a letter, digits, `r`, delimiters (RFC 7208, section 7.1).
const macro = String.raw`%\{[slodiphcrtv]\d*r?[-.+,/_=]*\}`
const piece = `(?:${macro}|%%|%_|%-|[!-$&-~])`
const macroString = new RegExp(`^${piece}*$`, 'i')
const macroLetters = /%(?:\{([a-z])(\d*)(r?)([-.+,/_=]*)\}|([%_-]))/gi

/** What is wrong with a macro string, as the value of a modifier; `undefined` where nothing is. */
export function macroStringProblem(text: string): string | undefined {
  if (!macroString.test(text)) return 'has a character or macro that is not allowed'
  // No part zero: %{d0} is an error.
  for (const [, letter, digits] of text.matchAll(macroLetters)) {
    if (letter && digits && Number(digits) === 0) return 'has a macro that keeps no label'
  }
  return undefined
}

/** What is wrong with the domain of a term; `undefined` where nothing is. */
export function domainSpecProblem(text: string): string | undefined {
  if (text === '') return 'has no domain'
  const problem = macroStringProblem(text)
  if (problem) return problem
  let end = 0
  for (const { 0: macroText, 1: letter, index } of text.matchAll(macroLetters)) {
    if (!letter) continue
    if ('crt'.includes(letter.toLowerCase())) return 'has a macro that is for explanations only'
    end = index + macroText.length
  }
  return end === text.length || endsInTopLabel(text) ? undefined : 'has a domain without a valid top label'
}

/** A domain that does not end in a macro ends in a dot and a label that is not a number. */
function endsInTopLabel(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text
  const dot = name.lastIndexOf('.')
  const label = name.slice(dot + 1)
  return dot >= 0 && /^[A-Za-z0-9-]+$/.test(label) && /[^0-9]/.test(label) && !/^-|-$/.test(label)
}

/**
 * Expands the macros that do not depend on the sender.
 * @param domain of the record that the text stands in (`%{d}`)
 * @param origin the domain that is being read (`%{o}`)
 * @returns `undefined` where the text depends on the message
 */
export function expandDomainSpec(text: string, domain: string, origin: string): string | undefined {
  let known = true
  const expanded = text.replaceAll(macroLetters, (_all, letter, digits, reverse, delimiters, literal) => {
    if (literal === '%') return '%'
    if (literal === '_') return ' '
    if (literal === '-') return '%20'
    const value = letter.toLowerCase() === 'd' ? domain : letter.toLowerCase() === 'o' ? origin : undefined
    if (value === undefined) {
      known = false
      return ''
    }
    return transform(value, digits, reverse !== '', delimiters || '.')
  })
  return known ? shorten(expanded) : undefined
}

function transform(value: string, digits: string, reverse: boolean, delimiters: string): string {
  const parts: string[] = []
  let from = 0
  for (let index = 0; index <= value.length; index++) {
    if (index < value.length && !delimiters.includes(value.charAt(index))) continue
    parts.push(value.slice(from, index))
    from = index + 1
  }
  if (reverse) parts.reverse()
  return (digits ? parts.slice(-Number(digits)) : parts).join('.')
}

/** A name that is too long loses labels on its left until it is not. */
function shorten(name: string): string {
  let short = name
  while (short.length > 253 && short.includes('.')) short = short.slice(short.indexOf('.') + 1)
  return short
}
