/** A route that fits a request. */
export interface RouteMatch<R, P> {
  readonly route: R
  /** What it takes to use the route, in the vendor's terms. */
  readonly permission: P
  readonly parameters: Readonly<Record<string, string>>
}

interface Pattern<R, P> {
  readonly before: string
  readonly name: string
  readonly after: string
  readonly branch: Branch<R, P>
}

interface Branch<R, P> {
  readonly words: Map<string, Branch<R, P>>
  /** Words with a parameter in them; the more literal ones first. */
  readonly patterns: Pattern<R, P>[]
  found: { readonly route: R; readonly permission: P } | undefined
}

function branch<R, P>(): Branch<R, P> {
  return { words: new Map(), patterns: [], found: undefined }
}

/**
 * Finds the route for a request, word by word. A route is written `GET /orgs/{org}/repos`; a word may hold one parameter
 * with text around it, as in `{group}:transitive` or `getByIds(ids={ids})`. Literal words go before parameters.
 */
export class Router<R extends { readonly route: string }, P> {
  readonly #root: Branch<R, P> = branch()

  /**
   * @param permissions what each route takes, by the route's name
   * @throws Error if a route lacks its entry in the table of permissions
   */
  constructor(routes: readonly R[], permissions: Readonly<Record<string, P>>) {
    for (const route of routes) {
      const permission = permissions[route.route]
      if (permission === undefined) throw new Error(`nobody says what ${route.route} takes`)
      const [method = '', path = ''] = route.route.split(' ')
      let at = this.#root
      for (const word of [method, ...path.split('/').slice(1)]) at = next(at, word)
      at.found = { route, permission }
    }
  }

  /** @param words of the path, decoded; see `wordsOf` */
  match(method: string, words: readonly string[]): RouteMatch<R, P> | undefined {
    const parameters: Record<string, string> = {}
    const start = this.#root.words.get(method)
    const found = start && walk(start, words, 0, parameters)
    return found && { ...found, parameters }
  }
}

function next<R, P>(at: Branch<R, P>, word: string): Branch<R, P> {
  const [, before, name, after] = /^([^{]*)\{(\w+)\}([^}]*)$/.exec(word) ?? []
  if (name === undefined || before === undefined || after === undefined) {
    const known = at.words.get(word) ?? branch()
    at.words.set(word, known)
    return known
  }
  const known = at.patterns.find((one) => one.name === name && one.before === before && one.after === after)
  if (known) return known.branch
  const made: Pattern<R, P> = { before, name, after, branch: branch() }
  at.patterns.push(made)
  at.patterns.sort((a, b) => b.before.length + b.after.length - a.before.length - a.after.length)
  return made.branch
}

function walk<R, P>(
  at: Branch<R, P>,
  words: readonly string[],
  depth: number,
  parameters: Record<string, string>,
): Branch<R, P>['found'] {
  const word = words[depth]
  if (word === undefined) return at.found
  const literal = at.words.get(word)
  const found = literal && walk(literal, words, depth + 1, parameters)
  if (found) return found
  for (const { before, name, after, branch: behind } of at.patterns) {
    const fits = word.length > before.length + after.length && word.startsWith(before) && word.endsWith(after)
    const reached = fits ? walk(behind, words, depth + 1, parameters) : undefined
    if (!reached) continue
    parameters[name] = word.slice(before.length, word.length - after.length)
    return reached
  }
  return undefined
}
