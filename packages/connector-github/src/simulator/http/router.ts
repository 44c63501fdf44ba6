import type { Permission } from '../access/permission.ts'
import type { Route } from './call.ts'

/** A route that fits a request. */
export interface RouteMatch {
  readonly route: Route
  readonly permission: Permission
  readonly parameters: Readonly<Record<string, string>>
}

interface Branch {
  readonly words: Map<string, Branch>
  parameter: { readonly name: string; readonly branch: Branch } | undefined
  found: { readonly route: Route; readonly permission: Permission } | undefined
}

function branch(): Branch {
  return { words: new Map(), parameter: undefined, found: undefined }
}

/** Finds the route for a request, word by word. */
export class Router {
  readonly #root = branch()

  /** @throws Error if a route lacks its entry in the table of permissions */
  constructor(routes: readonly Route[], permissions: Readonly<Record<string, Permission>>) {
    for (const route of routes) {
      const permission = permissions[route.route]
      if (!permission) throw new Error(`nobody says what ${route.route} takes`)
      const [method = '', path = ''] = route.route.split(' ')
      let at = this.#root
      for (const word of [method, ...path.split('/').slice(1)]) {
        const name = /^\{(\w+)\}$/.exec(word)?.[1]
        if (name === undefined) {
          const next = at.words.get(word) ?? branch()
          at.words.set(word, next)
          at = next
        } else {
          at.parameter ??= { name, branch: branch() }
          at = at.parameter.branch
        }
      }
      at.found = { route, permission }
    }
  }

  match(method: string, words: readonly string[]): RouteMatch | undefined {
    const parameters: Record<string, string> = {}
    let at = this.#root.words.get(method)
    for (const word of words) {
      const next: Branch | undefined = at?.words.get(word)
      if (next) {
        at = next
      } else if (at?.parameter) {
        parameters[at.parameter.name] = word
        at = at.parameter.branch
      } else {
        return undefined
      }
    }
    return at?.found && { ...at.found, parameters }
  }
}
