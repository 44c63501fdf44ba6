import { visibleText } from '../text/visible-text.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML that is safe as it stands. Only {@link markup} and {@link trustedMarkup} make it. */
export class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a {@link markup} template. Strings and numbers are text; nothing is left out for `undefined`. */
export type Content = Markup | string | number | undefined | readonly Content[]

/** A text as HTML: visible characters only, nothing that begins a tag, ends an attribute or names an entity. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function render(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.toString()
  if (typeof content === 'number') return String(content)
  if (typeof content === 'string') return escapeHtml(content)
  return content.map(render).join('')
}

/** A piece of HTML. Whatever is put into it is escaped, unless it is HTML of the same making. Attributes need quotes. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = strings[0] ?? ''
  values.forEach((value, index) => {
    text += render(value) + (strings[index + 1] ?? '')
  })
  return new Markup(text)
}

/** Text of our own that is HTML already: the style sheet and the script of the page. Never anything from outside. */
export function trustedMarkup(text: string): Markup {
  return new Markup(text)
}
