import { type GoogleDocument, type GoogleMethod, type GoogleParameter, methodsOf } from './google-document.ts'

/** A method that fits a request. */
export interface GoogleMatch {
  readonly document: GoogleDocument
  readonly method: GoogleMethod
  /** Parameters in the path, decoded. */
  readonly path: Readonly<Record<string, string>>
}

interface Compiled {
  readonly document: GoogleDocument
  readonly method: GoogleMethod
  readonly expression: RegExp
  readonly names: readonly string[]
  /** Literal characters: the more of them, the more particular. */
  readonly literal: number
}

/** Finds the methods of documents for requests. */
export class GoogleMethods {
  readonly #methods: readonly Compiled[]
  readonly #origins: ReadonlySet<string>

  constructor(documents: readonly GoogleDocument[]) {
    this.#origins = new Set(documents.map(({ rootUrl }) => new URL(rootUrl).origin))
    this.#methods = documents
      .flatMap((document) => methodsOf(document).map((method) => compiled(document, method)))
      .sort((a, b) => b.literal - a.literal)
  }

  /** The most particular first. At an address that is none of Google's, methods of all documents may fit. */
  find(httpMethod: string, url: URL): readonly GoogleMatch[] {
    const isKnown = this.#origins.has(url.origin)
    return this.#methods.flatMap(({ document, method, expression, names }) => {
      if (method.httpMethod !== httpMethod) return []
      if (isKnown && new URL(document.rootUrl).origin !== url.origin) return []
      const found = expression.exec(url.pathname)
      if (!found) return []
      const path = Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1] ?? '')]))
      const fits = names.every((name) => fitsPattern(path[name] ?? '', method.parameters?.[name]))
      return fits ? [{ document, method, path }] : []
    })
  }
}

function compiled(document: GoogleDocument, method: GoogleMethod): Compiled {
  const template = new URL(document.rootUrl).pathname + document.servicePath + method.path
  const names: string[] = []
  const expression = template
    .split(/(\{\+?\w+\})/)
    .map((part) => {
      const [, many, name] = /^\{(\+?)(\w+)\}$/.exec(part) ?? []
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(name)
      return many ? '(.+?)' : '([^/]+?)'
    })
    .join('')
  const literal = template.replaceAll(/\{[^}]*\}/g, '').length
  return { document, method, expression: new RegExp(`^${expression}$`), names, literal }
}

function fitsPattern(value: string, parameter: GoogleParameter | undefined): boolean {
  return parameter?.pattern === undefined || new RegExp(parameter.pattern).test(value)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
