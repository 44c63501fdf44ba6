/** A SELECT that was read. */
export interface SoqlQuery {
  readonly object: string
  readonly columns: readonly SoqlColumn[]
  /** Fields that conditions and orders name, without those of the SELECT. */
  readonly mentioned: readonly string[]
  /** Queries inside of conditions, over objects of their own. */
  readonly semiJoins: readonly SoqlQuery[]
}

/** What a SELECT asks for. */
export type SoqlColumn =
  /** `Name`, `Profile.Name` */
  | { readonly kind: 'field'; readonly path: string }
  /** `COUNT(Id) total`, `toLabel(Status)`; the alias is what the answer calls it, where there is one. */
  | { readonly kind: 'call'; readonly name: string; readonly field?: string; readonly alias?: string }
  /** `(SELECT … FROM Children)`; its object is the name of a relationship. */
  | { readonly kind: 'children'; readonly query: SoqlQuery }
  /** `FIELDS(ALL)`, `TYPEOF`: whatever there is. */
  | { readonly kind: 'any' }

const keywords = new Set(
  (
    'AND OR NOT IN LIKE INCLUDES EXCLUDES NULL TRUE FALSE ASC DESC NULLS FIRST LAST ORDER BY GROUP HAVING LIMIT OFFSET ' +
    'WITH SECURITY_ENFORCED USER_MODE SYSTEM_MODE FOR VIEW REFERENCE UPDATE ALL ROWS ROLLUP CUBE WHERE USING SCOPE ' +
    'TODAY YESTERDAY TOMORROW'
  ).split(' '),
)
const dateLiteral = /^(?:(?:LAST|NEXT|THIS)_(?:N_)?\w+|N_\w+_AGO|\w+_AGO)$/i
const tokens = /'(?:[^'\\]|\\.)*'|[A-Za-z_][\w.]*|\d[\w:.+-]*|[(),:]|[<>=!]+|\S/g

/**
 * Reads a query, as far as its fields and objects go.
 * @returns undefined where it is no SELECT
 */
export function parseSoql(text: string): SoqlQuery | undefined {
  return new SoqlReader(text.match(tokens) ?? []).read()
}

class SoqlReader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(list: readonly string[]) {
    this.#tokens = list
  }

  /** One query; ends before the bracket that closes it. */
  read(): SoqlQuery | undefined {
    if (!this.#takes('SELECT')) return undefined
    const columns: SoqlColumn[] = []
    do {
      const column = this.#column()
      if (!column) return undefined
      columns.push(column)
    } while (this.#takes(','))
    const object = this.#takes('FROM') ? this.#name() : undefined
    if (object === undefined) return undefined
    // An alias of the object.
    if (this.#isName() && !keywords.has(this.#peek().toUpperCase())) this.#at += 1
    return { object, columns, ...this.#rest() }
  }

  #column(): SoqlColumn | undefined {
    if (this.#takes('(')) {
      const query = this.read()
      return query && this.#takes(')') ? { kind: 'children', query } : undefined
    }
    if (this.#takes('TYPEOF')) {
      while (this.#at < this.#tokens.length && !this.#takes('END')) this.#at += 1
      return { kind: 'any' }
    }
    const path = this.#name()
    if (path === undefined) return undefined
    if (!this.#takes('(')) return { kind: 'field', path }
    const field = this.#name()
    if (!this.#takes(')')) return undefined
    if (path.toUpperCase() === 'FIELDS') return { kind: 'any' }
    const alias = this.#isName() && this.#peek().toUpperCase() !== 'FROM' ? this.#name() : undefined
    return {
      kind: 'call',
      name: path,
      ...(field === undefined ? {} : { field }),
      ...(alias === undefined ? {} : { alias }),
    }
  }

  #rest(): Pick<SoqlQuery, 'mentioned' | 'semiJoins'> {
    const mentioned = new Set<string>()
    const semiJoins: SoqlQuery[] = []
    let depth = 0
    while (this.#at < this.#tokens.length) {
      const token = this.#peek()
      if (token === ')' && depth === 0) break
      if (token.toUpperCase() === 'SELECT') {
        const inner = this.read()
        if (inner) semiJoins.push(inner)
        continue
      }
      this.#at += 1
      if (token === '(') depth += 1
      if (token === ')') depth -= 1
      if (token === ':') this.#at += 1
      const isCall = this.#peek() === '(' && !keywords.has(token.toUpperCase())
      if (isField(token) && !isCall) mentioned.add(token)
    }
    return { mentioned: [...mentioned], semiJoins }
  }

  #name(): string | undefined {
    if (!this.#isName()) return undefined
    const token = this.#peek()
    this.#at += 1
    return token
  }

  #isName(): boolean {
    return /^[A-Za-z_][\w.]*$/.test(this.#peek())
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? ''
  }

  #takes(token: string): boolean {
    if (this.#peek().toUpperCase() !== token) return false
    this.#at += 1
    return true
  }
}

function isField(token: string): boolean {
  return /^[A-Za-z_]/.test(token) && !keywords.has(token.toUpperCase()) && !dateLiteral.test(token)
}
