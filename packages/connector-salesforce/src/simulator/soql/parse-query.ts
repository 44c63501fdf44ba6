import type { Condition, Literal, Operator, Query, Selected } from './query.ts'
import { MalformedQuery } from './query.ts'

const pattern =
  /\s+|(?<string>'(?:[^'\\]|\\.)*')|(?<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z][A-Za-z0-9_.]*)|(?<sign><=|>=|!=|<>|[=<>(),:])/y

interface Token {
  readonly kind: 'string' | 'moment' | 'number' | 'word' | 'sign'
  readonly text: string
}

/**
 * Takes a query apart: the part of SOQL that connectors use.
 * @throws MalformedQuery
 */
export function parseQuery(text: string): Query {
  const parser = new Parser(tokenize(text))
  const query = parser.query()
  parser.end()
  return query
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex
    const match = pattern.exec(text)
    if (!match) throw new MalformedQuery(`unexpected token: '${text.slice(start, start + 10)}'`)
    for (const kind of ['string', 'moment', 'number', 'word', 'sign'] as const) {
      const found = match.groups?.[kind]
      if (found !== undefined) tokens.push({ kind, text: found })
    }
  }
  return tokens
}

const operators: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw this.#unexpected()
  }

  query(): Query {
    this.#word('SELECT')
    const select: Selected[] = []
    let countOnly = false
    do {
      const selected = this.#selected()
      if (selected) select.push(selected)
      else countOnly = true
    } while (this.#take(','))
    this.#word('FROM')
    const object = this.#name()
    const where = this.#takeWord('WHERE') ? this.#or() : undefined
    const groupBy: string[] = []
    if (this.#takeWord('GROUP')) {
      this.#word('BY')
      do groupBy.push(this.#name())
      while (this.#take(','))
    }
    const orderBy: { path: string; descending: boolean }[] = []
    if (this.#takeWord('ORDER')) {
      this.#word('BY')
      do {
        const path = this.#name()
        const descending = this.#takeWord('DESC')
        if (!descending) this.#takeWord('ASC')
        if (this.#takeWord('NULLS') && !this.#takeWord('FIRST')) this.#word('LAST')
        orderBy.push({ path, descending })
      } while (this.#take(','))
    }
    const limit = this.#takeWord('LIMIT') ? Number(this.#next('number').text) : undefined
    return { object, select, countOnly, where, groupBy, orderBy, limit }
  }

  /** `undefined` for `COUNT()`. */
  #selected(): Selected | undefined {
    const name = this.#name()
    if (!this.#take('(')) return { kind: 'field', path: name }
    const how = name.toUpperCase()
    if (how === 'COUNT' && this.#take(')')) return undefined
    const path = this.#name()
    this.#sign(')')
    if (how === 'FIELDS') {
      if (path.toUpperCase() !== 'STANDARD') throw new MalformedQuery('FIELDS(ALL) takes a LIMIT of at most 200')
      return { kind: 'all' }
    }
    if (how !== 'COUNT' && how !== 'MAX' && how !== 'MIN') throw new MalformedQuery(`unknown function: ${name}`)
    const next = this.#tokens[this.#at]
    const hasAlias = next?.kind === 'word' && next.text.toUpperCase() !== 'FROM'
    return { kind: 'aggregate', how, path, alias: hasAlias ? this.#name() : undefined }
  }

  #or(): Condition {
    const parts = [this.#and()]
    while (this.#takeWord('OR')) parts.push(this.#and())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts }
  }

  #and(): Condition {
    const parts = [this.#unary()]
    while (this.#takeWord('AND')) parts.push(this.#unary())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts }
  }

  #unary(): Condition {
    if (this.#takeWord('NOT')) return { kind: 'not', part: this.#unary() }
    if (this.#take('(')) {
      const inner = this.#or()
      this.#sign(')')
      return inner
    }
    return this.#comparison()
  }

  #comparison(): Condition {
    const field = this.#name()
    const negated = this.#takeWord('NOT')
    if (this.#takeWord('IN')) return { kind: 'in', field, negated, among: this.#list() }
    if (negated) throw this.#unexpected()
    if (this.#takeWord('LIKE')) return { kind: 'compare', field, operator: 'LIKE', literal: this.#literal() }
    const operator = operators[this.#next('sign').text]
    if (!operator) throw this.#unexpected()
    return { kind: 'compare', field, operator, literal: this.#literal() }
  }

  #list(): readonly Literal[] | Query {
    this.#sign('(')
    if (this.#tokens[this.#at]?.text.toUpperCase() === 'SELECT') {
      const query = this.query()
      this.#sign(')')
      return query
    }
    const among: Literal[] = []
    do among.push(this.#literal())
    while (this.#take(','))
    this.#sign(')')
    return among
  }

  #literal(): Literal {
    const token = this.#tokens[this.#at++]
    switch (token?.kind) {
      case 'string':
        return { kind: 'value', value: withoutEscapes(token.text.slice(1, -1)) }
      case 'number':
        return { kind: 'value', value: Number(token.text) }
      case 'moment':
        return { kind: 'moment', at: Date.parse(token.text) }
      case 'word':
        return this.#named(token.text)
      default:
        this.#at--
        throw this.#unexpected()
    }
  }

  #named(word: string): Literal {
    switch (word.toUpperCase()) {
      case 'TRUE':
        return { kind: 'value', value: true }
      case 'FALSE':
        return { kind: 'value', value: false }
      case 'NULL':
        return { kind: 'value', value: null }
      case 'LAST_N_DAYS':
        this.#sign(':')
        return { kind: 'last-days', days: Number(this.#next('number').text) }
      default:
        throw new MalformedQuery(`unexpected token: '${word}'`)
    }
  }

  #name(): string {
    return this.#next('word').text
  }

  #next(kind: Token['kind']): Token {
    const token = this.#tokens[this.#at]
    if (token?.kind !== kind) throw this.#unexpected()
    this.#at++
    return token
  }

  #word(word: string): void {
    if (!this.#takeWord(word)) throw this.#unexpected()
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'word' || token.text.toUpperCase() !== word) return false
    this.#at++
    return true
  }

  #sign(sign: string): void {
    if (!this.#take(sign)) throw this.#unexpected()
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'sign' || token.text !== sign) return false
    this.#at++
    return true
  }

  #unexpected(): MalformedQuery {
    return new MalformedQuery(`unexpected token: '${this.#tokens[this.#at]?.text ?? '<EOF>'}'`)
  }
}

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function withoutEscapes(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => unescaped[character] ?? character)
}
